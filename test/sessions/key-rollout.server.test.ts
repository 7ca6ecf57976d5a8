import { signingKeyFromSecret } from '../../src/config/signing-key.js';
import type { ApiClient, SignedIn } from '../support/api-client.js';
import { JWT_SECRET, useGatehouse } from '../support/gatehouse.js';
import { newKey } from '../support/keys.js';

const [older, newer] = [signingKeyFromSecret(JWT_SECRET), newKey('ES256')];

describe('a restart of the instances, one by one, with a new first key', () => {
  const gatehouse = useGatehouse({ jwtKeyFiles: [older, newer] });
  let restarted: ApiClient;
  let ada: SignedIn;
  beforeAll(async () => {
    restarted = await gatehouse.startAnother({ jwtKeyFiles: [newer, older] });
  });
  beforeEach(async () => {
    ada = await restarted.newUser();
  });

  test('instances that sign with different keys accept each other’s tokens', async () => {
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
    const renewed = await gatehouse.api.refresh(ada.refreshToken);
    expect(await restarted.refusal(renewed.accessToken)).toBeUndefined();
  });

  test('racing requests to instances that sign with different keys get the same refresh token', async () => {
    const instances = Array.from({ length: 10 }, (_, index) => (index % 2 ? restarted : gatehouse.api));
    const answers = await Promise.all(instances.map((each) => each.refresh(ada.refreshToken)));
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect((await restarted.refresh(answers[0].refreshToken)).__typename).toBe('AuthPayload');
  });

  test('a session that one instance ends is rejected by an instance that signs with another key', async () => {
    await gatehouse.api.logout({ token: ada.accessToken });
    expect(await restarted.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
  });
});
