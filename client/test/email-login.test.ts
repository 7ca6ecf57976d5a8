import { completeEmailLogin, requestEmailLogin } from 'gatehouse-client/email-login';
import { otherThan } from '../../test/support/email-login.js';
import { signUp, useClients } from './support/clients.js';

describe('a login by email', () => {
  const clients = useClients({ emailLogin: 'both' });

  /** Somebody who has signed out, and has asked for an email. */
  async function requested() {
    const testClient = clients.newClient();
    const { client, email } = testClient;
    await signUp(testClient);
    await client.logout();
    const result = await requestEmailLogin(client, { email });
    if (result.__typename !== 'EmailLoginRequested') throw new Error(result.message);
    const token = await clients.gatehouse.mailedToken(email);
    return { client, email, flowToken: result.flowToken, token, code: clients.gatehouse.mail.code(email) };
  }

  test.each(['code', 'token'] as const)(
    'by the %s signs the client in, which keeps the tokens from the app',
    async (field) => {
      const { client, email, flowToken, ...sent } = await requested();
      const result = await completeEmailLogin(client, { flowToken, [field]: sent[field] });
      expect(result).toMatchObject({ __typename: 'AuthPayload', user: { email } });
      expect(['accessToken', 'refreshToken'].filter((name) => name in result)).toEqual([]);
      expect(await client.request('{ me { email } }')).toEqual({ me: { email } });
    },
  );

  test('by a wrong code is a result, and leaves the client signed out', async () => {
    const { client, flowToken, code } = await requested();
    expect(await completeEmailLogin(client, { flowToken, code: otherThan(code) })).toMatchObject({
      code: 'WRONG_CODE',
    });
    expect(client.isSignedIn()).toBe(false);
  });

  test('by a token of another browser says why in the field', async () => {
    const { client, token } = await requested();
    const refused = await completeEmailLogin(client, { flowToken: '', token });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fieldErrors: [{ field: 'flowToken' }] });
  });
});
