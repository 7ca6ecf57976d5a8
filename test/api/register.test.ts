import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

describe('register', () => {
  test('signs the new user in', async () => {
    const email = someEmail();
    const { accessToken, user, ...rest } = await gatehouse.api.register({ email, username: 'Grace.Hopper' });
    expect(rest).toMatchObject({ __typename: 'AuthPayload', tokenType: 'Bearer', refreshToken: expect.any(String) });
    expect(user).toEqual({ id: expect.any(String), email, username: 'Grace.Hopper', role: 'USER' });
    expect((await gatehouse.api.me({ token: accessToken })).data.me).toMatchObject({ email });
  });
});
