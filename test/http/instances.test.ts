import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

describe('two instances on one database', () => {
  const gatehouse = useGatehouse({ rateLimitsDisabled: false, loginFailuresPerAccountPerHour: 4 });

  test('count wrong passwords together', async () => {
    const instances = [gatehouse.api, await gatehouse.startAnother()];
    const email = someEmail();
    const codes: string[] = [];
    for (const api of [...instances, ...instances, ...instances]) codes.push((await api.login({ email })).code);
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(2);
  });
});
