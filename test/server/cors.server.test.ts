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

describe('CORS_ORIGINS', () => {
  const listed = useGatehouse({ corsOrigins: ['https://app.example.com/'] });

  test('a front end of another origin may call the server if CORS_ORIGINS lists it', async () => {
    expect(await allowedOrigin(listed, 'https://app.example.com')).toBe('https://app.example.com');
    expect(await allowedOrigin(listed, 'https://app.example.com.evil.test')).toBeUndefined();
    expect(await allowedOrigin(listed, 'http://localhost:5173')).toBeUndefined();
  });

  test('a front end of another origin may use cookies if CORS_ORIGINS lists it', async () => {
    expect(await preflight(listed, 'https://app.example.com')).toMatchObject({
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'authorization,x-auth-transport',
    });
    expect(await preflight(listed, 'https://evil.example')).not.toHaveProperty('access-control-allow-credentials');
  });
});

describe('preflight requests', () => {
  const asked = useGatehouse();

  test('a preflight request gets the headers of every response, and a log line', async () => {
    const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' };
    const answer = await asked.app.server.inject({ method: 'OPTIONS', url: '/graphql', headers });
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.any(String) });
    expect(asked.requestLines()).toMatchObject([{ method: 'OPTIONS', status: 204, outcome: 'ok' }]);
  });
});

describe('front ends on this machine', () => {
  const developing = useGatehouse();

  test('a front end on this machine may call the server in development', async () => {
    expect(await allowedOrigin(developing, 'http://localhost:5173')).toBe('http://localhost:5173');
    expect(await allowedOrigin(developing, 'http://localhost.evil.test')).toBeUndefined();
  });
});
