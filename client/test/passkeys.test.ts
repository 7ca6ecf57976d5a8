import {
  addPasskey,
  confirmWithPasskey,
  isAutofillSupported,
  isSupported,
  passkeys,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
  signUpWithPasskey,
} from 'gatehouse-client/passkeys';
import { addApp } from '../../test/support/second-factor.js';
import { type OptionsJson, SoftAuthenticator } from '../../test/support/soft-authenticator.js';
import { useClients } from './support/clients.js';

/** A browser around one authenticator, or around a person who closes the dialog. */
class Browser {
  authenticator = new SoftAuthenticator();
  error: string | undefined;
  readonly forgotten: object[] = [];
  readonly asked: object[] = [];

  readonly credentials = {
    create: async (asked: { publicKey: OptionsJson }) =>
      this.respond(asked, () => this.authenticator.create(asked.publicKey)),
    get: async (asked: { publicKey: OptionsJson }) =>
      this.respond(asked, () => this.authenticator.get(asked.publicKey)),
  };

  readonly type = {
    parseCreationOptionsFromJSON: (json: object) => json,
    parseRequestOptionsFromJSON: (json: object) => json,
    isConditionalMediationAvailable: async () => true,
    signalUnknownCredential: async (unknown: object) => void this.forgotten.push(unknown),
  };

  install(): void {
    Object.assign(globalThis, { PublicKeyCredential: this.type });
    Object.defineProperty(globalThis.navigator, 'credentials', { value: this.credentials, configurable: true });
  }

  private respond(asked: object, act: () => object) {
    this.asked.push(asked);
    if (this.error) throw new DOMException('', this.error);
    return { toJSON: act };
  }
}

describe('passkeys', () => {
  const clients = useClients();
  let browser: Browser;
  beforeEach(() => {
    browser = new Browser();
    browser.install();
  });
  afterAll(() => Object.assign(globalThis, { PublicKeyCredential: undefined }));

  test('are supported where the browser reads their JSON', async () => {
    expect([isSupported(), await isAutofillSupported()]).toEqual([true, true]);
    Object.assign(globalThis, { PublicKeyCredential: undefined });
    expect([isSupported(), await isAutofillSupported()]).toEqual([false, false]);
  });

  test('sign up, out and in again, and keep the tokens from the app', async () => {
    const { client, email } = clients.newClient();
    expect(await signUpWithPasskey(client, { email })).toMatchObject({ __typename: 'AuthPayload', user: { email } });
    await client.logout();
    const result = await signInWithPasskey(client);
    expect(['accessToken', 'refreshToken'].filter((name) => name in result)).toEqual([]);
    expect(await client.request('{ me { email } }')).toEqual({ me: { email } });
  });

  test('are added, listed, renamed and removed', async () => {
    const { client } = await clients.signedIn();
    const added = await addPasskey(client, 'Blue');
    if (added.__typename !== 'PasskeyPayload') throw new Error(added.__typename);
    const { id: passkeyId } = added.passkey;
    expect(await passkeys(client)).toEqual([added.passkey]);
    expect(await renamePasskey(client, { passkeyId, name: 'Red' })).toMatchObject({ passkey: { name: 'Red' } });
    expect(await removePasskey(client, { passkeyId })).toMatchObject({ removedPasskeyId: passkeyId });
  });

  test('that were removed are reported to the browser', async () => {
    const { client } = await clients.signedIn();
    const added = await addPasskey(client);
    if (added.__typename !== 'PasskeyPayload') throw new Error(added.__typename);
    await removePasskey(client, { passkeyId: added.passkey.id });
    expect(await signInWithPasskey(client)).toMatchObject({ reason: 'UNKNOWN_CREDENTIAL' });
    const credentialId = browser.authenticator.credentialId.toString('base64url');
    expect(browser.forgotten).toEqual([{ rpId: 'localhost', credentialId }]);
  });

  test('confirm who is signed in', async () => {
    const { client } = await clients.signedIn();
    await addPasskey(client);
    clients.gatehouse.clock.advance({ minutes: 11 });
    await expect(addPasskey(client)).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(await confirmWithPasskey(client)).toMatchObject({ __typename: 'IdentityConfirmation' });
    browser.authenticator = new SoftAuthenticator();
    expect(await addPasskey(client)).toMatchObject({ __typename: 'PasskeyPayload' });
  });

  test('are the second factor of a login', async () => {
    const { client, email } = clients.newClient();
    const user = await clients.gatehouse.api.newUser(email);
    const { accessToken } = await addApp(clients.gatehouse, user);
    const ceremony = await clients.gatehouse.api.send(
      'mutation { startPasskeyRegistration { ceremonyId options } }',
      {},
      { token: accessToken },
    );
    const { ceremonyId, options } = ceremony.data.startPasskeyRegistration;
    const response = browser.authenticator.create(options);
    await clients.gatehouse.api.mutate('completePasskeyRegistration', { ceremonyId, response }, accessToken);
    const login = await client.login({ email, password: 'correct horse battery' });
    if (login.__typename !== 'SecondFactorRequiredError') throw new Error(login.__typename);
    const { challengeToken } = login;
    expect(await signInWithPasskey(client, { challengeToken })).toMatchObject({ __typename: 'AuthPayload' });
  });

  test('are offered in a field, where the page says so', async () => {
    const { client, email } = clients.newClient();
    await signUpWithPasskey(client, { email });
    await signInWithPasskey(client, { autofill: true });
    expect(browser.asked.at(-1)).toMatchObject({ mediation: 'conditional' });
  });

  test.each(['NotAllowedError', 'AbortError'])('of a person who closes the dialog change nothing: %s', async (name) => {
    const { client, email } = clients.newClient();
    browser.error = name;
    const cancelled = { __typename: 'PasskeyCancelled' };
    expect(await signInWithPasskey(client)).toMatchObject(cancelled);
    expect(await signUpWithPasskey(client, { email })).toMatchObject(cancelled);
    expect(client.isSignedIn()).toBe(false);
  });

  test('are not made twice for one account on one device', async () => {
    const { client } = await clients.signedIn();
    browser.error = 'InvalidStateError';
    expect(await addPasskey(client)).toMatchObject({ __typename: 'PasskeyExists' });
  });

  test('say what is wrong with a new account before one is made', async () => {
    const { client } = clients.newClient();
    expect(await signUpWithPasskey(client, { email: 'nobody' })).toMatchObject({ fieldErrors: [{ field: 'email' }] });
    expect(browser.asked).toEqual([]);
  });
});
