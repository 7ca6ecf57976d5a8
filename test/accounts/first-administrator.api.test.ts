import { AuditEvent, AuditEventKind, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { Role, User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const FAILED = { kind: AuditEventKind.ROLE_CHANGED, outcome: AuditOutcome.FAILURE };

describe('the token that a server prints at its start', () => {
  const gatehouse = useGatehouse();
  let ada: SignedIn;
  beforeEach(async () => {
    await gatehouse.em.nativeUpdate(User, {}, { role: Role.USER });
    ada = await gatehouse.api.newUser();
  });

  const claim = (token: string | undefined, { accessToken } = ada) =>
    gatehouse.api.mutate('claimAdministration', { token }, accessToken);

  test('the printed token makes the signed-in user an administrator, which is on record', async () => {
    const { user } = await claim(await gatehouse.app.claimToken());
    expect(user).toEqual({ id: ada.user.id, role: 'ADMIN' });
    const event = { kind: AuditEventKind.ROLE_CHANGED, outcome: AuditOutcome.SUCCESS, actorId: ada.user.id };
    expect(await gatehouse.em.count(AuditEvent, { ...event, subjectId: ada.user.id })).toBe(1);
  });

  test('the printed token is void once there is an administrator, and is not printed again', async () => {
    const token = await gatehouse.app.claimToken();
    await gatehouse.newAdministrator();
    expect((await claim(token)).code).toBe('INVALID_MAIL_TOKEN');
    expect(await gatehouse.app.claimToken()).toBeUndefined();
  });

  test('the printed token is void while the only administrator is deactivated', async () => {
    const token = await gatehouse.app.claimToken();
    const { user } = await gatehouse.newAdministrator();
    await gatehouse.em.nativeUpdate(User, user.id, { deactivatedAt: gatehouse.clock.now() });
    expect((await claim(token)).code).toBe('INVALID_MAIL_TOKEN');
  });

  test('the printed token makes one administrator if two users send it at the same moment', async () => {
    const [token, bob] = [await gatehouse.app.claimToken(), await gatehouse.api.newUser()];
    const results = await Promise.all([claim(token), claim(token, bob)]);
    expect(results.map(({ __typename }) => __typename).sort()).toEqual(['AccountPayload', 'InvalidMailTokenError']);
    expect(await gatehouse.em.count(User, { role: Role.ADMIN })).toBe(1);
  });

  test.each(['', 'a guess', 'jBj8nABko8Mx6tnkl_YtuOweHJqOyqiYbPUcGSJhaXI'])(
    'claimAdministration with the token "%s" is rejected, and the attempt is on record',
    async (guess) => {
      expect((await claim(guess)).code).toBe('INVALID_MAIL_TOKEN');
      expect(await gatehouse.em.count(AuditEvent, { ...FAILED, actorId: ada.user.id })).toBe(1);
    },
  );

  test('claimAdministration requires a signed-in user', async () => {
    const token = await gatehouse.app.claimToken();
    expect(await gatehouse.api.refusedMutation('claimAdministration', { token })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('ADMIN_EMAIL', () => {
  const adminEmail = 'Root@bücher.example';
  const gatehouse = useGatehouse({ adminEmail });
  let root: SignedIn;
  beforeEach(async () => {
    await gatehouse.em.nativeDelete(User, {});
    root = await gatehouse.api.newUser(adminEmail);
  });

  const roleOf = async ({ user }: SignedIn) => (await gatehouse.em.findOneOrFail(User, user.id)).role;

  const verify = async ({ user }: SignedIn, proof: { token?: string; password?: string }) =>
    gatehouse.api.mutate(
      'verifyEmail',
      { token: await gatehouse.mailedToken(user.email), password: proof.password },
      proof.token,
    );

  test('the owner of ADMIN_EMAIL becomes an administrator when the address is verified, not before', async () => {
    expect(await roleOf(root)).toBe('USER');
    await verify(root, { password: PASSWORD });
    expect(await roleOf(root)).toBe('ADMIN');
    const act = { kind: AuditEventKind.ROLE_CHANGED, actorId: null, subjectId: root.user.id };
    expect(await gatehouse.em.count(AuditEvent, act)).toBe(1);
  });

  test('ADMIN_EMAIL may be verified by someone who is signed in to the account', async () => {
    await verify(root, { token: root.accessToken });
    expect(await roleOf(root)).toBe('ADMIN');
  });

  test('a stranger who has registered ADMIN_EMAIL becomes no administrator when its owner follows the link', async () => {
    const token = await gatehouse.mailedToken(root.user.email);
    expect(await gatehouse.api.refusedMutation('verifyEmail', { token })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await roleOf(root)).toBe('USER');
  });

  test('the owner of ADMIN_EMAIL becomes an administrator when a password reset verifies the address', async () => {
    await gatehouse.api.mutate('requestPasswordReset', { email: adminEmail });
    const token = await gatehouse.mailedToken(root.user.email);
    await gatehouse.api.mutate('resetPassword', { token, newPassword: 'a new horse battery' });
    expect(await roleOf(root)).toBe('ADMIN');
  });

  test('ADMIN_EMAIL makes no administrator once there is one, and its verification needs no password then', async () => {
    await gatehouse.newAdministrator();
    await verify(root, {});
    expect(await roleOf(root)).toBe('USER');
  });

  test('verifying another address than ADMIN_EMAIL makes no administrator', async () => {
    const ada = await gatehouse.api.newUser(someEmail());
    await verify(ada, {});
    expect(await roleOf(ada)).toBe('USER');
  });
});
