import { Identity } from '../../src/credentials/social/social.entities.js';
import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { type SignedIn } from '../support/api-client.js';
import { IDENTITIES, NODE } from '../support/operations.js';
import { addPasskey } from '../support/passkeys.js';
import { begin, linkIdentity, outcomeOf, socialLogin, somebody, useSocial } from '../support/social.js';

const { gatehouse, one } = useSocial();

const subjectsTo = ({ user }: SignedIn) => gatehouse.mail.to(user.email).map(({ subject }) => subject);
const unlink = (identityId: string, { accessToken }: Pick<SignedIn, 'accessToken'>) =>
  gatehouse.api.mutate('unlinkIdentity', { identityId }, accessToken);

describe('linking', () => {
  test('a signed-in user can link an account at a provider, whatever its address, and sign in by it', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const person = somebody({ email_verified: undefined });
    const { identity } = await linkIdentity(gatehouse.api, one, ada, person);
    expect(identity).toMatchObject({ email: person.email, lastUsedAt: null, provider: { id: 'one', name: 'One' } });
    expect((await socialLogin(gatehouse.api, one, person)).user.id).toBe(ada.user.id);
  });

  test('a link is on record, and its owner is notified', async () => {
    const ada = await gatehouse.newVerifiedUser();
    await linkIdentity(gatehouse.api, one, ada, somebody());
    await gatehouse.app.deliverMail();
    expect(subjectsTo(ada)).toContain('An account at another provider was linked');
    expect(await gatehouse.em.count(AuditEvent, { subjectId: ada.user.id, kind: 'IDENTITY_LINKED' } as object)).toBe(1);
  });

  test('linking what is linked already changes nothing', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const person = somebody();
    const first = await linkIdentity(gatehouse.api, one, ada, person);
    expect((await linkIdentity(gatehouse.api, one, ada, person)).identity.id).toBe(first.identity.id);
  });

  test('an identity of another account is not linked', async () => {
    const person = somebody();
    await socialLogin(gatehouse.api, one, person);
    const eve = await gatehouse.newVerifiedUser();
    expect(outcomeOf(await linkIdentity(gatehouse.api, one, eve, person))).toBe('IDENTITY_TAKEN');
  });

  test('two accounts that link the same identity at the same time do not both get it', async () => {
    const users = [await gatehouse.newVerifiedUser(), await gatehouse.newVerifiedUser()];
    const person = somebody();
    const outcomes = await Promise.all(users.map((user) => linkIdentity(gatehouse.api, one, user, person)));
    expect(outcomes.map(outcomeOf).sort()).toEqual(['IDENTITY_TAKEN', 'IdentityPayload']);
  });

  test('a link needs a fresh login', async () => {
    const ada = await gatehouse.newVerifiedUser();
    gatehouse.clock.advance({ minutes: 14 });
    const refused = await gatehouse.api.refusedMutation(
      'startSocialLogin',
      { provider: 'one', link: true },
      ada.accessToken,
    );
    expect(refused?.code).toBe('REAUTHENTICATION_REQUIRED');
  });

  test('nobody links without being signed in', async () => {
    const refused = await gatehouse.api.refusedMutation('startSocialLogin', { provider: 'one', link: true });
    expect(refused?.code).toBe('UNAUTHENTICATED');
  });

  test('a link that another session began is refused', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const other = await gatehouse.api.login(ada.user);
    one.answerFor(somebody());
    const { callbackUrl, flowToken } = await begin(gatehouse.api, one, { link: true }, ada.accessToken);
    const linked = await gatehouse.api.mutate('linkIdentity', { callbackUrl, flowToken }, other.accessToken);
    expect(outcomeOf(linked)).toBe('EXPIRED');
  });

  test('a link that was begun does not complete as a login, nor the other way round', async () => {
    const ada = await gatehouse.newVerifiedUser();
    one.answerFor(somebody());
    const link = await begin(gatehouse.api, one, { link: true }, ada.accessToken);
    const login = await begin(gatehouse.api, one);
    const run = (field: string, { callbackUrl, flowToken }: typeof link) =>
      gatehouse.api.mutate(field, { callbackUrl, flowToken }, ada.accessToken);
    expect(outcomeOf(await run('completeSocialLogin', link))).toBe('EXPIRED');
    expect(outcomeOf(await run('linkIdentity', login))).toBe('EXPIRED');
  });
});

describe('unlinking', () => {
  test('an identity that was unlinked does not sign in any more', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const person = somebody({ email_verified: false });
    const { identity } = await linkIdentity(gatehouse.api, one, ada, person);
    expect((await unlink(identity.id, ada)).user.identities).toEqual([]);
    expect(outcomeOf(await socialLogin(gatehouse.api, one, person))).toBe('EMAIL_REQUIRED');
    await gatehouse.app.deliverMail();
    expect(subjectsTo(ada)).toContain('An account at another provider was unlinked');
  });

  test('the last way to sign in is not unlinked', async () => {
    const ada = await socialLogin(gatehouse.api, one, somebody());
    const [identity] = await gatehouse.em.find(Identity, { user: ada.user.id });
    expect(outcomeOf(await unlink(identity?.id ?? '', ada))).toBe('LAST_SIGN_IN_METHOD');
  });

  test('an identity can be unlinked by a user who has a passkey, and then the passkey is the last way', async () => {
    const ada = await addPasskey(gatehouse, await socialLogin(gatehouse.api, one, somebody()));
    const [identity] = await gatehouse.em.find(Identity, { user: ada.user.id });
    expect(outcomeOf(await unlink(identity?.id ?? '', ada))).toBe('UserPayload');
    const { passkeyId } = ada;
    expect((await gatehouse.api.mutate('removePasskey', { passkeyId }, ada.accessToken)).code).toBe(
      'LAST_SIGN_IN_METHOD',
    );
  });

  test('a passkey can be removed by a user who has an identity', async () => {
    const ada = await addPasskey(gatehouse, await socialLogin(gatehouse.api, one, somebody()));
    const { passkeyId } = ada;
    const removed = await gatehouse.api.mutate('removePasskey', { passkeyId }, ada.accessToken);
    expect(outcomeOf(removed)).toBe('RemovePasskeyPayload');
  });

  test('a passkey and an identity that are removed at the same moment leave one of them', async () => {
    const ada = await addPasskey(gatehouse, await socialLogin(gatehouse.api, one, somebody()));
    const [identity] = await gatehouse.em.find(Identity, { user: ada.user.id });
    const { passkeyId } = ada;
    const removals = [
      unlink(identity?.id ?? '', ada),
      gatehouse.api.mutate('removePasskey', { passkeyId }, ada.accessToken),
    ];
    const outcomes = (await Promise.all(removals)).map(outcomeOf);
    expect(outcomes.filter((outcome) => outcome === 'LAST_SIGN_IN_METHOD')).toHaveLength(1);
  });

  test('an identity of a provider that is not configured any more is no way to sign in', async () => {
    const ada = await socialLogin(gatehouse.api, one, somebody());
    const [identity] = await gatehouse.em.find(Identity, { user: ada.user.id });
    const past = {
      id: crypto.randomUUID(),
      user: ada.user.id,
      issuer: 'https://gone.example',
      subject: crypto.randomUUID(),
    };
    await gatehouse.em.insert(Identity, { ...past, createdAt: gatehouse.clock.now() });
    expect(outcomeOf(await unlink(identity?.id ?? '', ada))).toBe('LAST_SIGN_IN_METHOD');
  });

  test('nobody unlinks the identity of another user', async () => {
    const ada = await socialLogin(gatehouse.api, one, somebody());
    const [identity] = await gatehouse.em.find(Identity, { user: ada.user.id });
    const eve = await gatehouse.newVerifiedUser();
    expect(outcomeOf(await unlink(identity?.id ?? '', eve))).toBe('IDENTITY_NOT_FOUND');
    expect(outcomeOf(await unlink('what is no id', eve))).toBe('IDENTITY_NOT_FOUND');
  });

  test('unlinking needs a fresh login', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const { identity } = await linkIdentity(gatehouse.api, one, ada, somebody());
    gatehouse.clock.advance({ minutes: 14 });
    const refused = await gatehouse.api.refusedMutation('unlinkIdentity', { identityId: identity.id }, ada.accessToken);
    expect(refused?.code).toBe('REAUTHENTICATION_REQUIRED');
  });
});

describe('who sees identities', () => {
  const nodeOf = async (id: string, { accessToken: token }: SignedIn) =>
    (await gatehouse.api.send(NODE, { id }, { token })).data.node;

  test('users see their own identities, administrators those of everyone, and nobody else any', async () => {
    const ada = await socialLogin(gatehouse.api, one, somebody());
    const [{ id } = { id: '' }] = await gatehouse.em.find(Identity, { user: ada.user.id });
    expect((await nodeOf(id, ada))?.__typename).toBe('Identity');
    expect((await nodeOf(id, await gatehouse.newAdministrator()))?.__typename).toBe('Identity');
    expect(await nodeOf(id, await gatehouse.newVerifiedUser())).toBeNull();
  });

  test('an identity whose provider is not configured any more is known by the host of its issuer', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const past = {
      id: crypto.randomUUID(),
      user: ada.user.id,
      issuer: 'https://gone.example',
      subject: crypto.randomUUID(),
    };
    await gatehouse.em.insert(Identity, { ...past, createdAt: gatehouse.clock.now() });
    const { data } = await gatehouse.api.send(IDENTITIES, {}, { token: ada.accessToken });
    expect(data.me.identities[0].provider.name).toBe('gone.example');
  });
});
