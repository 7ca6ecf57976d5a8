import { useGatehouse } from '../support/gatehouse.js';

/** What a browser is told when a page of an origin asks whether it may call. */
async function allowedOrigin(gatehouse: ReturnType<typeof useGatehouse>, origin: string): Promise<unknown> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
  };
  const response = await gatehouse.app.server.inject({ method: 'OPTIONS', url: '/graphql', headers });
  return response.headers['access-control-allow-origin'];
}

describe('a front end of another origin', () => {
  const listed = useGatehouse({ corsOrigins: ['https://app.example.com/'] });

  test('may call if it is listed', async () => {
    expect(await allowedOrigin(listed, 'https://app.example.com')).toBe('https://app.example.com');
    expect(await allowedOrigin(listed, 'https://app.example.com.evil.test')).toBeUndefined();
    expect(await allowedOrigin(listed, 'http://localhost:5173')).toBeUndefined();
  });
});

describe('a front end on this machine', () => {
  const developing = useGatehouse();

  test('may call while developing', async () => {
    expect(await allowedOrigin(developing, 'http://localhost:5173')).toBe('http://localhost:5173');
    expect(await allowedOrigin(developing, 'http://localhost.evil.test')).toBeUndefined();
  });
});
