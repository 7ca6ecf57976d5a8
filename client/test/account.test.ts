import {
  changeEmail,
  deleteAccount,
  requestEmailVerification,
  requestPasswordReset,
  resetPassword,
  revokeSession,
  sessions,
  undoEmailChange,
  updateProfile,
  verifyEmail,
} from 'gatehouse-client/account';
import { PASSWORD, someEmail } from '../../test/support/api-client.js';
import { signUp, type TestClient, useClients } from './support/clients.js';
import { CookieBrowser } from './support/cookie-browser.js';

const NEW_PASSWORD = 'staple battery horse';

describe('the functions for an account', () => {
  const clients = useClients();
  let device: TestClient;
  beforeEach(async () => {
    device = await clients.signedIn();
  });
  const mailed = (email = device.email) => clients.gatehouse.mailedToken(email);

  test('resetPassword sets a new password by a token from an email, and signs out here as everywhere', async () => {
    const { client, email, signOuts } = device;
    expect(await requestPasswordReset(client, { email })).toMatchObject({ message: expect.any(String) });
    const reset = { token: await mailed(), newPassword: NEW_PASSWORD };
    expect((await resetPassword(client, { ...reset, newPassword: 'short' })).__typename).toBe('InvalidInputError');
    expect((await resetPassword(client, reset)).__typename).toBe('ResetPasswordPayload');
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['INVALID_REFRESH_TOKEN']]);
    expect(await resetPassword(client, reset)).toMatchObject({ code: 'INVALID_MAIL_TOKEN', reason: 'USED' });
  });

  test('verifyEmail verifies an address by a token from an email', async () => {
    const { client, email } = device;
    await requestEmailVerification(client, { email });
    const verified = { user: { email, emailVerifiedAt: expect.any(String) } };
    expect(await verifyEmail(client, { token: await mailed() })).toMatchObject(verified);
  });

  test('changeEmail changes the address, and undoEmailChange undoes it and signs out', async () => {
    const { client, email } = device;
    const newEmail = someEmail();
    await verifyEmail(client, { token: await mailed() });
    await changeEmail(client, { newEmail, password: PASSWORD });
    const stranger = clients.newClient().client;
    const token = await mailed(newEmail);
    await expect(verifyEmail(stranger, { token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await verifyEmail(client, { token })).toMatchObject({ user: { email: newEmail } });
    expect(await undoEmailChange(client, { token: await mailed() })).toMatchObject({ user: { email } });
    expect(client.isSignedIn()).toBe(false);
  });

  test('updateProfile changes the username', async () => {
    expect(await updateProfile(device.client, { username: 'ada' })).toMatchObject({ user: { username: 'ada' } });
    expect(await updateProfile(device.client, { username: null })).toMatchObject({ user: { username: null } });
  });

  test('sessions lists devices page by page, and revokeSession signs another one out', async () => {
    const { client, email } = device;
    const other = clients.newClient().client;
    await other.login({ email, password: PASSWORD });
    const { edges, pageInfo } = await sessions(client, { first: 1 });
    expect(edges).toMatchObject([{ node: { id: other.sessionId(), isCurrent: false } }]);
    const rest = await sessions(client, { after: pageInfo.endCursor });
    expect(rest.edges).toMatchObject([{ node: { id: client.sessionId(), isCurrent: true } }]);
    const sessionId = other.sessionId() as string;
    expect(await revokeSession(client, { sessionId })).toMatchObject({ revokedSessionId: sessionId });
    expect([client.isSignedIn(), await other.refresh()]).toEqual([true, false]);
  });

  test('revokeSession of this device signs out here', async () => {
    const { client } = device;
    await revokeSession(client, { sessionId: client.sessionId() as string });
    expect(client.isSignedIn()).toBe(false);
  });

  test('sessions fails if no one is signed in', async () => {
    await expect(sessions(clients.newClient().client)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test.each([
    ['tokens', () => clients.newClient()],
    ['cookies', () => new CookieBrowser(clients).newTab()],
  ])('deleteAccount deletes the account and signs out, with %s', async (_, newClient) => {
    const leaver = newClient();
    await signUp(leaver);
    const { client, email, signOuts } = leaver;
    expect(await deleteAccount(client, { password: 'a guess' })).toMatchObject({ code: 'WRONG_PASSWORD' });
    expect(client.isSignedIn()).toBe(true);
    expect((await deleteAccount(client, { password: PASSWORD })).__typename).toBe('DeleteAccountPayload');
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['LOGOUT']]);
    expect(await client.login({ email, password: PASSWORD })).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });
});
