import { MailTemplate, OutgoingMail } from '../../src/mail/mail.entities.js';
import { User } from '../../src/users/user.entity.js';
import { type ApiClient, PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';
import { until } from '../support/until.js';

const gatehouse = useGatehouse();
let other: ApiClient;
beforeAll(async () => {
  other = await gatehouse.startAnother();
});

const holders = (email: string) => gatehouse.em.find(User, { email });
const verify = (token: string, api = other) => api.mutate('verifyEmail', { token, password: PASSWORD });

/** The token in a mail, whichever instance sends it. */
async function mailedToken(address: string, subject: string): Promise<string> {
  await gatehouse.app.deliverMail();
  await until(() => gatehouse.mail.to(address).at(-1)?.subject === subject);
  return gatehouse.mail.token(address);
}

async function newVerifiedUser(): Promise<SignedIn> {
  const signedIn = await gatehouse.api.newUser();
  await verify(await mailedToken(signedIn.user.email, 'Verify your email address'));
  return signedIn;
}

/** Has two requests wait for a user, the one after the other, and then go on in that order. */
async function inOrder<One, Other>(userId: string, one: () => Promise<One>, second: () => Promise<Other>) {
  const { release } = await holdUser(gatehouse.em, userId);
  const first = one();
  await untilWaiting(gatehouse.em);
  const after = second();
  await untilWaiting(gatehouse.em, 2);
  await release();
  return Promise.all([first, after]);
}

describe('simultaneous registrations of one unverified address', () => {
  test('simultaneous registrations of an unverified address all succeed, and leave one account with one session', async () => {
    const { user } = await gatehouse.api.newUser();
    const tries = Array.from({ length: 20 }, (_, n) => (n % 2 ? gatehouse.api : other).register({ email: user.email }));
    const answers = await Promise.all(tries);
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['AuthPayload']));
    const refusals = await Promise.all(answers.map(({ accessToken }) => other.refusal(accessToken)));
    expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
    expect(await holders(user.email)).toHaveLength(1);
  });
});

describe('an address that is registered again while its link is followed', () => {
  let ada: SignedIn;
  let token: string;
  beforeEach(async () => {
    ada = await gatehouse.api.newUser();
    token = await mailedToken(ada.user.email, 'Verify your email address');
  });

  test('an address stays with its account if its link was followed before another registration', async () => {
    const register = () => gatehouse.api.register({ email: ada.user.email });
    const [verified, registered] = await inOrder(ada.user.id, () => verify(token), register);
    expect([verified.__typename, registered.code]).toEqual(['AccountPayload', 'EMAIL_TAKEN']);
    expect(await holders(ada.user.email)).toMatchObject([{ id: ada.user.id }]);
  });

  test('an address goes to the new account if that was registered before the link was followed', async () => {
    const register = () => gatehouse.api.register({ email: ada.user.email });
    const [registered, verified] = await inOrder(ada.user.id, register, () => verify(token));
    expect([registered.__typename, verified.reason]).toEqual(['AuthPayload', 'UNKNOWN']);
    expect(await holders(ada.user.email)).toMatchObject([{ id: registered.user.id, emailVerifiedAt: null }]);
  });

  test('an account whose link is followed does not expire at the same moment', async () => {
    gatehouse.clock.advance({ days: 31 });
    await gatehouse.api.mutate('requestEmailVerification', { email: ada.user.email });
    const sent = gatehouse.mail.to(ada.user.email).length;
    await gatehouse.app.deliverMail();
    await until(() => gatehouse.mail.to(ada.user.email).length > sent);
    const fresh = gatehouse.mail.token(ada.user.email);
    const [verified] = await inOrder(
      ada.user.id,
      () => verify(fresh),
      () => gatehouse.app.prune(),
    );
    expect(verified.__typename).toBe('AccountPayload');
    expect(await holders(ada.user.email)).toMatchObject([{ id: ada.user.id }]);
  });
});

describe('unverified accounts', () => {
  test('unverified accounts that two instances prune at the same moment are deleted once', async () => {
    const { api, app, clock } = gatehouse;
    await app.prune();
    for (let count = 0; count < 5; count += 1) await api.newUser();
    clock.advance({ days: 31 });
    const [one, another] = await Promise.all([app.prune(), app.prune()]);
    expect((one.unverifiedAccounts ?? 0) + (another.unverifiedAccounts ?? 0)).toBe(5);
  });
});

describe('racing changes of the address', () => {
  let ada: SignedIn;
  let second: string;
  let undoToken: string;
  let nextToken: string;
  beforeEach(async () => {
    ada = await newVerifiedUser();
    second = someEmail();
    undoToken = await change(second);
    nextToken = await changeToken(someEmail());
  });

  async function changeToken(newEmail: string): Promise<string> {
    await gatehouse.api.mutate('changeEmail', { newEmail, password: PASSWORD }, ada.accessToken);
    return mailedToken(newEmail, 'Confirm your new email address');
  }

  async function change(newEmail: string): Promise<string> {
    await verify(await changeToken(newEmail));
    return mailedToken(ada.user.email, 'Your email address was changed');
  }

  const undo = (token = undoToken) => gatehouse.api.mutate('undoEmailChange', { token });

  test('a change of the address is undone even if another one takes effect just before', async () => {
    const [changed, undone] = await inOrder(
      ada.user.id,
      () => verify(nextToken),
      () => undo(),
    );
    expect([changed.__typename, undone.__typename]).toEqual(['AccountPayload', 'AccountPayload']);
    expect(await holders(ada.user.email)).toMatchObject([{ id: ada.user.id }]);
    expect(await gatehouse.em.count(OutgoingMail, { recipient: second, template: MailTemplate.EMAIL_CHANGED })).toBe(0);
  });

  test('undoing a change of the address keeps another one from taking effect just after', async () => {
    const [undone, changed] = await inOrder(
      ada.user.id,
      () => undo(),
      () => verify(nextToken),
    );
    expect([undone.__typename, changed.reason]).toEqual(['AccountPayload', 'UNKNOWN']);
    expect(await holders(ada.user.email)).toMatchObject([{ id: ada.user.id }]);
  });

  test('only one of two simultaneous requests with the token undoes a change of the address', async () => {
    const answers = await Promise.all([undo(), other.mutate('undoEmailChange', { token: undoToken })]);
    const outcomes = answers.map(({ user, reason }) => user?.email ?? reason).sort();
    expect(outcomes).toEqual(['USED', ada.user.email].sort());
  });

  test('a change is undone despite any number of simultaneous registrations of the previous address', async () => {
    const registrations = Array.from({ length: 10 }, () => other.register({ email: ada.user.email }));
    const [undone, ...registered] = await Promise.all([undo(), ...registrations]);
    expect(undone.user).toMatchObject({ id: ada.user.id, email: ada.user.email });
    const kinds = registered.map(({ __typename }) => __typename);
    expect(kinds.filter((kind) => kind !== 'AuthPayload' && kind !== 'EmailTakenError')).toEqual([]);
    expect(await holders(ada.user.email)).toMatchObject([{ id: ada.user.id }]);
  });
});

describe('an address that is registered while another user changes to it', () => {
  test('an address that is registered while another user changes to it belongs to one of the two', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ada = await newVerifiedUser();
      const newEmail = someEmail();
      await gatehouse.api.mutate('changeEmail', { newEmail, password: PASSWORD }, ada.accessToken);
      const token = await mailedToken(newEmail, 'Confirm your new email address');
      const [changed, registered] = await Promise.all([verify(token), gatehouse.api.register({ email: newEmail })]);
      const refused = [changed, registered].filter(({ code }) => code === 'EMAIL_TAKEN');
      expect([refused.length, (await holders(newEmail)).length]).toEqual([1, 1]);
    }
  });
});
