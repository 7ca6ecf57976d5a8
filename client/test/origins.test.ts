import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useClients } from './support/clients.js';

/** A service of another team. It lets in who does not bring the token that it has seen first. */
function useService() {
  const seen: IncomingMessage['headers'][] = [];
  const server = createServer(({ headers }, response) => {
    seen.push(headers);
    const isRefused = headers.authorization !== undefined && headers.authorization === seen[0]?.authorization;
    response.writeHead(isRefused ? 401 : 200, { 'www-authenticate': 'Bearer error="invalid_token"' }).end();
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, 'localhost', resolve)));
  beforeEach(() => void seen.splice(0));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return { seen, origin: () => `http://localhost:${(server.address() as AddressInfo).port}` };
}

describe('fetch', () => {
  const clients = useClients();
  const service = useService();

  test('fetch of the client sends the token only to origins that it was configured for', async () => {
    const { client } = await clients.signedIn({ fetch });
    await client.fetch(`${service.origin()}/invoices`);
    expect(service.seen[0]).not.toHaveProperty('authorization');
  });

  test('fetch of the client refreshes when another service responds 401, and repeats the request with its body', async () => {
    const { client } = await clients.signedIn({ fetch, origins: [service.origin()] });
    const response = await client.fetch(`${service.origin()}/invoices`, { method: 'POST', body: '{"total":1}' });
    expect(response.status).toBe(200);
    expect(service.seen.map((headers) => headers['content-length'])).toEqual(['11', '11']);
  });

  test('fetch of the client leaves an authorization of the caller as it is', async () => {
    const { client } = await clients.signedIn({ fetch, origins: [service.origin()] });
    await client.fetch(service.origin(), { headers: { authorization: 'Basic abc' } });
    expect(service.seen[0]?.authorization).toBe('Basic abc');
  });
});
