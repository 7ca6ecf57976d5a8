import { createGatehouseClient, memoryTokens } from 'gatehouse-client';
import { PASSWORD } from '../../test/support/api-client.js';
import { useGatehouse } from '../../test/support/gatehouse.js';

describe('event streams', () => {
  const gatehouse = useGatehouse();

  test('an event stream is passed on as soon as it begins, with the token attached', async () => {
    const url = await gatehouse.api.url();
    const client = createGatehouseClient({ url, tokens: memoryTokens() });
    await client.login({ email: (await gatehouse.api.newUser()).user.email, password: PASSWORD });
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const body = JSON.stringify({ query: 'subscription { sessionEnded { reason } }' });
    const stream = await client.fetch(`${url}/stream`, { method: 'POST', headers, body });
    await client.logout();
    expect(await stream.text()).toContain('"reason":"LOGOUT"');
  });
});
