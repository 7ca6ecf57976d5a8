import { type Gatehouse, useGatehouse } from '../support/gatehouse.js';

/** What a browser is told when a page of an origin asks whether it may call. */
async function preflight({ app }: Gatehouse, origin: string) {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,x-auth-transport',
  };
  const response = await app.server.inject({ method: 'OPTIONS', url: '/graphql', headers });
  return response.headers;
}

async function allowedOrigin(gatehouse: Gatehouse, origin: string): Promise<unknown> {
  return (await preflight(gatehouse, origin))['access-control-allow-origin'];
}

describe('a front end of another origin', () => {
  const listed = useGatehouse({ corsOrigins: ['https://app.example.com/'] });

  test('may call if it is listed', async () => {
    expect(await allowedOrigin(listed, 'https://app.example.com')).toBe('https://app.example.com');
    expect(await allowedOrigin(listed, 'https://app.example.com.evil.test')).toBeUndefined();
    expect(await allowedOrigin(listed, 'http://localhost:5173')).toBeUndefined();
  });

  test('may use cookies if it is listed', async () => {
    expect(await preflight(listed, 'https://app.example.com')).toMatchObject({
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'authorization,x-auth-transport',
    });
    expect(await preflight(listed, 'https://evil.example')).not.toHaveProperty('access-control-allow-credentials');
  });
});

describe('a browser that asks whether a page may call', () => {
  const asked = useGatehouse();

  test('gets the headers of every answer, and a log line', async () => {
    const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' };
    const answer = await asked.app.server.inject({ method: 'OPTIONS', url: '/graphql', headers });
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.any(String) });
    expect(asked.requestLines()).toMatchObject([{ method: 'OPTIONS', status: 204, outcome: 'ok' }]);
  });
});

describe('a front end on this machine', () => {
  const developing = useGatehouse();

  test('may call while developing', async () => {
    expect(await allowedOrigin(developing, 'http://localhost:5173')).toBe('http://localhost:5173');
    expect(await allowedOrigin(developing, 'http://localhost.evil.test')).toBeUndefined();
  });
});
