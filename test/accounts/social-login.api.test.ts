import { Identity } from '../../src/credentials/social/social.entities.js';
import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { CookieClient } from '../support/cookie-client.js';
import { IDENTITIES } from '../support/operations.js';
import { addPasskey } from '../support/passkeys.js';
import { newUserWithApp } from '../support/second-factor.js';
import { begin, FRONT_END, offerLink, outcomeOf, socialLogin, somebody, useSocial } from '../support/social.js';

const OTHER_FRONT_END = 'https://shop.example.com';
const { gatehouse, one, two } = useSocial({ corsOrigins: [OTHER_FRONT_END] });

const subjectsTo = (email: string) => gatehouse.mail.to(email).map(({ subject }) => subject);
const identitiesOf = async (token: string) => (await gatehouse.api.send(IDENTITIES, {}, { token })).data.me;

describe('a first login at a provider', () => {
  test('a person with a verified address gets an account without a password by the first login at a provider', async () => {
    const person = somebody();
    const { accessToken, user } = await socialLogin(gatehouse.api, one, person);
    expect(user.email).toBe(person.email);
    const me = await identitiesOf(accessToken);
    expect(me).toMatchObject({ emailVerifiedAt: expect.any(String), hasPassword: false });
    expect(me.identities).toMatchObject([{ email: person.email, provider: { id: 'one', name: 'One' } }]);
  });

  test('the second login at a provider signs in to the same account', async () => {
    const person = somebody();
    const first = await socialLogin(gatehouse.api, one, person);
    expect((await socialLogin(gatehouse.api, one, person)).user.id).toBe(first.user.id);
  });

  test('a login at a provider is one factor, recorded as such in session and tokens', async () => {
    const { session } = await socialLogin(gatehouse.api, one, somebody());
    expect(session).toMatchObject({ assuranceLevel: 'AAL1', methods: ['SOCIAL'] });
  });

  test('the acr of a provider that is not trusted with it does not count', async () => {
    const { session } = await socialLogin(gatehouse.api, one, somebody({ acr: 'mfa' }));
    expect(session.assuranceLevel).toBe('AAL1');
  });

  test('sign-up, link and login at a provider are on record', async () => {
    const { user } = await socialLogin(gatehouse.api, one, somebody());
    const events = await gatehouse.em.find(AuditEvent, { subjectId: user.id });
    expect(events.map(({ kind }) => kind).sort()).toEqual(['IDENTITY_LINKED', 'REGISTER']);
  });

  test('an address that the provider reports only by UserInfo is used', async () => {
    const person = somebody();
    const { email, email_verified } = person;
    const misdeed = { userInfo: { email, email_verified } };
    expect((await socialLogin(gatehouse.api, one, person, { misdeed })).user.email).toBe(email);
  });

  test('a UserInfo response about somebody else is refused', async () => {
    const misdeed = { userInfo: { sub: 'somebody else', email: someEmail(), email_verified: true } };
    expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody(), { misdeed }))).toBe('REFUSED');
  });

  test('two first logins at the same time make one account', async () => {
    const person = somebody();
    one.answerFor(person);
    const flows = [await begin(gatehouse.api, one), await begin(gatehouse.api, one)];
    const complete = ({ callbackUrl, flowToken }: (typeof flows)[number]) =>
      gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken });
    const [first, second] = await Promise.all(flows.map(complete));
    expect(outcomeOf(second)).toBe('AuthPayload');
    expect(second.user.id).toBe(first.user.id);
    expect(await gatehouse.em.count(User, { email: person.email })).toBe(1);
  });
});

describe('an address that the provider has not verified', () => {
  test.each([
    ['absent', undefined],
    ['false', false],
    ['the text "false"', 'false'],
    ['the text "true"', 'true'],
    ['1', 1],
    ['null', null],
  ])('nobody gets an account by an address whose email_verified is %s', async (_, email_verified) => {
    const person = somebody({ email_verified });
    expect(outcomeOf(await socialLogin(gatehouse.api, one, person))).toBe('EMAIL_REQUIRED');
    expect(await gatehouse.em.count(User, { email: person.email })).toBe(0);
  });

  test('a provider that reports no address makes no account', async () => {
    const { sub } = somebody();
    expect(outcomeOf(await socialLogin(gatehouse.api, one, { sub }))).toBe('EMAIL_REQUIRED');
  });

  test('a provider account with the unverified address of a user is neither linked nor signed in', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    const thief = somebody({ email: user.email, email_verified: false });
    expect(outcomeOf(await socialLogin(gatehouse.api, one, thief))).toBe('EMAIL_REQUIRED');
    expect(await gatehouse.em.count(Identity, { user: user.id })).toBe(0);
  });
});

describe('an identity', () => {
  test('the same sub of two issuers are two accounts', async () => {
    const person = somebody();
    const first = await socialLogin(gatehouse.api, one, person);
    const namesake = somebody({ sub: person.sub });
    const second = await socialLogin(gatehouse.api, two, namesake, { provider: 'two' });
    expect(second.user.id).not.toBe(first.user.id);
  });

  test('the address of the account stays when it changes at the provider', async () => {
    const person = somebody();
    await socialLogin(gatehouse.api, one, person);
    const moved = { ...person, email: someEmail() };
    const { user, accessToken } = await socialLogin(gatehouse.api, one, moved);
    expect(user.email).toBe(person.email);
    expect((await identitiesOf(accessToken)).identities[0].email).toBe(moved.email);
  });

  test('somebody who takes over an address at the provider does not get the account of its former owner', async () => {
    const person = somebody();
    await socialLogin(gatehouse.api, one, person);
    const successor = somebody({ email: person.email });
    expect(outcomeOf(await socialLogin(gatehouse.api, one, successor))).toBe('ACCOUNT_LINK_REQUIRED');
  });

  test('a deactivated account is not signed in to by a provider', async () => {
    const person = somebody();
    const { user } = await socialLogin(gatehouse.api, one, person);
    await gatehouse.em.nativeUpdate(User, user.id, { deactivatedAt: gatehouse.clock.now() });
    expect(outcomeOf(await socialLogin(gatehouse.api, one, person))).toBe('ACCOUNT_DEACTIVATED');
    const failures = { subjectId: user.id, kind: AuditEventKind.LOGIN, outcome: 'FAILURE' } as const;
    expect(await gatehouse.em.count(AuditEvent, failures as object)).toBe(1);
  });

  test('identities are deleted with their account', async () => {
    const { accessToken, user } = await socialLogin(gatehouse.api, one, somebody());
    const { token } = { token: accessToken };
    await gatehouse.em.nativeDelete(User, user.id);
    expect(await gatehouse.em.count(Identity, { user: user.id })).toBe(0);
    expect(await gatehouse.api.refusal(token)).toBe('TOKEN_INVALID');
  });
});

describe('an address that a stranger registered before', () => {
  const prehijack = async () => {
    const person = somebody();
    const stranger = await gatehouse.api.newUser(person.email);
    return { person, stranger };
  };

  test('the password of a stranger who registered the address first is gone when its owner comes by a provider', async () => {
    const { person } = await prehijack();
    const { user } = await socialLogin(gatehouse.api, one, person);
    expect(user.email).toBe(person.email);
    expect((await gatehouse.api.login({ email: person.email })).code).toBe('INVALID_CREDENTIALS');
  });

  test('the session of a stranger who registered the address first is over when its owner comes by a provider', async () => {
    const { person, stranger } = await prehijack();
    await socialLogin(gatehouse.api, one, person);
    expect(await gatehouse.api.refusal(stranger.accessToken)).toBeDefined();
    expect((await gatehouse.api.refresh(stranger.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('the emails that a stranger requested are worth nothing once the owner of the address comes by a provider', async () => {
    const { person } = await prehijack();
    const { email } = person;
    await gatehouse.api.mutate('requestPasswordReset', { email });
    const token = await gatehouse.mailedToken(email);
    const sent = subjectsTo(email).length;
    await gatehouse.api.mutate('requestPasswordReset', { email });
    // A second ago this email was not due yet, so it waits.
    gatehouse.clock.advance({ seconds: -1 });
    await socialLogin(gatehouse.api, one, person);
    gatehouse.clock.advance({ seconds: 1 });
    await gatehouse.app.deliverMail();
    expect(subjectsTo(email).slice(sent)).toEqual(['An earlier account with your address was deleted']);
    const reset = await gatehouse.api.mutate('resetPassword', { token, newPassword: 'a stranger’s password' });
    expect(reset.reason).toBe('UNKNOWN');
  });

  test('that the account of a stranger was deleted is on record', async () => {
    const { person, stranger } = await prehijack();
    await socialLogin(gatehouse.api, one, person);
    const deletion = { subjectId: stranger.user.id, kind: AuditEventKind.ACCOUNT_DELETED };
    expect(await gatehouse.em.count(AuditEvent, deletion)).toBe(1);
  });

  test('an imported account keeps its password and sessions, and has to be linked', async () => {
    const { person, stranger: imported } = await prehijack();
    await gatehouse.em.nativeUpdate(User, imported.user.id, { selfRegistered: false });
    expect(outcomeOf(await socialLogin(gatehouse.api, one, person))).toBe('ACCOUNT_LINK_REQUIRED');
    expect(outcomeOf(await gatehouse.api.login({ email: person.email }))).toBe('AuthPayload');
    expect(await gatehouse.api.refusal(imported.accessToken)).toBeUndefined();
  });
});

describe('a verified account with the address', () => {
  const login = (email: string, linkToken: string, password = PASSWORD) =>
    gatehouse.api.login({ email, password, linkToken });

  test('a verified account with the address is not signed in to by a provider', async () => {
    const { owner } = await offerLink(gatehouse, one);
    expect(await gatehouse.em.count(Identity, { user: owner.user.id })).toBe(0);
  });

  test('the identity is linked by a login with the link token, and its owner notified', async () => {
    const { owner, person, linkToken } = await offerLink(gatehouse, one);
    expect(outcomeOf(await login(owner.user.email, linkToken))).toBe('AuthPayload');
    expect((await socialLogin(gatehouse.api, one, person)).user.id).toBe(owner.user.id);
    await gatehouse.app.deliverMail();
    expect(subjectsTo(owner.user.email)).toContain('An account at another provider was linked');
  });

  test('a link token works once', async () => {
    const { owner, linkToken } = await offerLink(gatehouse, one);
    await login(owner.user.email, linkToken);
    expect(outcomeOf(await login(owner.user.email, linkToken))).toBe('INVALID_CHALLENGE');
  });

  test('a link token lasts for 10 minutes', async () => {
    const { owner, linkToken } = await offerLink(gatehouse, one);
    gatehouse.clock.advance({ minutes: 10, seconds: 1 });
    expect(outcomeOf(await login(owner.user.email, linkToken))).toBe('INVALID_CHALLENGE');
  });

  test('a link token that was stolen is worth nothing without the password', async () => {
    const { owner, linkToken } = await offerLink(gatehouse, one);
    expect(outcomeOf(await login(owner.user.email, linkToken, 'guessed wrong'))).toBe('INVALID_CREDENTIALS');
  });

  test('a link token links nothing to another account', async () => {
    const { linkToken } = await offerLink(gatehouse, one);
    const other = await gatehouse.newVerifiedUser();
    expect(outcomeOf(await login(other.user.email, linkToken))).toBe('INVALID_CHALLENGE');
    expect(await gatehouse.em.count(Identity, { user: other.user.id })).toBe(0);
  });

  test('with a second factor, the identity is linked only once that is proven, too', async () => {
    const ada = await newUserWithApp(gatehouse);
    const { linkToken } = await offerLink(gatehouse, one, ada);
    const { challengeToken } = await login(ada.user.email, linkToken);
    expect(await gatehouse.em.count(Identity, { user: ada.user.id })).toBe(0);
    await gatehouse.api.mutate('completeLogin', { challengeToken, totpCode: ada.code() });
    expect(await gatehouse.em.count(Identity, { user: ada.user.id })).toBe(1);
  });

  test('a link token outlasts the second factor of the login that it was sent with', async () => {
    const ada = await newUserWithApp(gatehouse);
    const { linkToken } = await offerLink(gatehouse, one, ada);
    gatehouse.clock.advance({ minutes: 9 });
    const { challengeToken } = await login(ada.user.email, linkToken);
    gatehouse.clock.advance({ minutes: 4 });
    await gatehouse.api.mutate('completeLogin', { challengeToken, totpCode: ada.code() });
    expect(await gatehouse.em.count(Identity, { user: ada.user.id })).toBe(1);
  });
});

test('a user with a second factor has to prove it after a login at a provider', async () => {
  const ada = await newUserWithApp(gatehouse);
  const { person, linkToken } = await offerLink(gatehouse, one, ada);
  const { challengeToken } = await gatehouse.api.login({ email: ada.user.email, linkToken });
  await gatehouse.api.mutate('completeLogin', { challengeToken, totpCode: ada.code() });
  const result = await socialLogin(gatehouse.api, one, person, { input: { returnTo: '/cart' } });
  expect(result).toMatchObject({ __typename: 'SecondFactorRequiredError', returnTo: `${FRONT_END}/cart` });
});

describe('a user who has only a provider', () => {
  const newcomer = () => socialLogin(gatehouse.api, one, somebody());
  const refused = async (field: string, input: object, { accessToken }: { accessToken: string }) =>
    (await gatehouse.api.refusedMutation(field, input, accessToken))?.code;

  test('a user who has only a provider changes the address and deletes the account by a fresh login', async () => {
    const ada = await newcomer();
    const changed = await gatehouse.api.mutate('changeEmail', { newEmail: someEmail() }, ada.accessToken);
    expect(outcomeOf(changed)).toBe('MailRequestedPayload');
    expect(outcomeOf(await gatehouse.api.mutate('deleteAccount', {}, ada.accessToken))).toBe('DeleteAccountPayload');
  });

  test('a user who has only a provider neither changes the address nor deletes the account by an older login', async () => {
    const ada = await newcomer();
    gatehouse.clock.advance({ minutes: 11 });
    expect(await refused('changeEmail', { newEmail: someEmail() }, ada)).toBe('REAUTHENTICATION_REQUIRED');
    expect(await refused('deleteAccount', {}, ada)).toBe('REAUTHENTICATION_REQUIRED');
  });

  test('a user who has a passkey beside the provider confirms by it before the account is deleted', async () => {
    const ada = await addPasskey(gatehouse, await newcomer());
    expect(await refused('deleteAccount', {}, ada)).toBe('REAUTHENTICATION_REQUIRED');
  });
});

describe('the flow of a login at a provider', () => {
  test('a flow works once', async () => {
    one.answerFor(somebody());
    const { callbackUrl, flowToken } = await begin(gatehouse.api, one);
    await gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken });
    const again = await gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken });
    expect(outcomeOf(again)).toBe('EXPIRED');
  });

  test('a flow lasts for 10 minutes', async () => {
    one.answerFor(somebody());
    const { callbackUrl, flowToken } = await begin(gatehouse.api, one);
    gatehouse.clock.advance({ minutes: 10, seconds: 1 });
    expect(outcomeOf(await gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken }))).toBe('EXPIRED');
  });

  test('a callback of a login that was begun in another browser is refused', async () => {
    const { flowToken } = await begin(gatehouse.api, one);
    one.answerFor(somebody());
    const attackers = await begin(gatehouse.api, one);
    const input = { callbackUrl: attackers.callbackUrl, flowToken };
    expect(outcomeOf(await gatehouse.api.mutate('completeSocialLogin', input))).toBe('EXPIRED');
  });

  test('a callback without anything that its browser keeps is refused', async () => {
    const { callbackUrl } = await begin(gatehouse.api, one);
    expect(outcomeOf(await gatehouse.api.mutate('completeSocialLogin', { callbackUrl }))).toBe('EXPIRED');
  });

  test('a callback that was tried in another browser still works in the right one', async () => {
    one.answerFor(somebody());
    const { callbackUrl, flowToken } = await begin(gatehouse.api, one);
    await gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken: 'of another browser' });
    const completed = await gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken });
    expect(outcomeOf(completed)).toBe('AuthPayload');
  });

  test('a browser with cookies keeps each flow in one of its own, which is gone afterwards', async () => {
    const browser = new CookieClient(gatehouse.app.server);
    one.answerFor(somebody());
    const start = async () => (await browser.mutate('startSocialLogin', { provider: 'one' })).data.startSocialLogin;
    const first = await start();
    await start();
    expect(first.flowToken).toBeNull();
    expect(browser.jar).toHaveLength(2);
    const { data } = await browser.mutate('completeSocialLogin', { callbackUrl: one.callbackFor(first.url) });
    expect(data.completeSocialLogin.__typename).toBe('AuthPayload');
    expect(browser.jar.filter(({ name }) => name.includes('flow'))).toHaveLength(1);
  });

  test('a flow in the cookie of one browser is not completed in another', async () => {
    const [browser, other] = [new CookieClient(gatehouse.app.server), new CookieClient(gatehouse.app.server)];
    one.answerFor(somebody());
    const { data } = await browser.mutate('startSocialLogin', { provider: 'one' });
    const callbackUrl = one.callbackFor(data.startSocialLogin.url);
    const completed = await other.mutate('completeSocialLogin', { callbackUrl });
    expect(completed.data.completeSocialLogin.reason).toBe('EXPIRED');
  });
});

describe('the page to return to', () => {
  test.each([
    ['/cart?item=1#top', `${FRONT_END}/cart?item=1#top`],
    [`${FRONT_END}/cart`, `${FRONT_END}/cart`],
    [`${OTHER_FRONT_END}/cart`, `${OTHER_FRONT_END}/cart`],
  ])('a person can be returned to %s', async (returnTo, expected) => {
    const result = await socialLogin(gatehouse.api, one, somebody(), { input: { returnTo } });
    expect(result.returnTo).toBe(expected);
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'https://app.example.com@evil.example/',
    'https://user@app.example.com/',
    'https://app.example.com.evil.example/',
    'https:evil.example',
    'https:///evil.example',
    'javascript:alert(1)',
    'data:text/html,hi',
    'http://app.example.com/',
    '',
  ])('nobody is returned to %j', async (returnTo) => {
    const result = await gatehouse.api.mutate('startSocialLogin', { provider: 'one', returnTo });
    expect(result.fieldErrors).toEqual([{ field: 'returnTo', code: 'FORBIDDEN_URL' }]);
  });
});

test('a provider that is not configured cannot be used', async () => {
  const input = { provider: 'three' };
  expect((await gatehouse.api.mutate('startSocialLogin', input)).code).toBe('PROVIDER_UNAVAILABLE');
});

test('everyone can see which providers there are', async () => {
  const { data } = await gatehouse.api.send('{ identityProviders { id name } serverInfo { features } }');
  expect(data.identityProviders).toEqual([
    { id: 'one', name: 'One' },
    { id: 'two', name: 'Two' },
  ]);
  expect(data.serverInfo.features).toContain('SOCIAL_LOGIN');
});
