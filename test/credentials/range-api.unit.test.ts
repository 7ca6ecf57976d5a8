import { RangeApi } from '../../src/credentials/breached-passwords/range-api.js';
import { sha1, useRangeServer } from '../support/range-server.js';

const service = useRangeServer();
const has = (password: string, url = service.url) => new RangeApi(url).has(sha1(password));

test('a password that was seen in a breach is found', async () => {
  service.add('correct horse');
  expect(await has('correct horse')).toBe(true);
  expect(await has('battery staple')).toBe(false);
});

test('five digits of the digest leave the server, and the response is padded', async () => {
  await has('correct horse');
  expect(service.requests).toHaveLength(1);
  const [{ url, headers } = { url: '', headers: {} }] = service.requests;
  expect(url).toBe(`/range/${sha1('correct horse').slice(0, 5)}`);
  expect(headers).toMatchObject({ 'add-padding': 'true', 'user-agent': 'gatehouse' });
  expect(JSON.stringify(headers)).not.toContain(sha1('correct horse').slice(5));
});

test('an entry that was seen 0 times is padding', async () => {
  service.add('padding', 0);
  expect(await has('padding')).toBe(false);
});

test('the URL may end with a slash or without one', async () => {
  await has('whatever', service.url.replace(/\/$/, ''));
  expect(service.requests[0]?.url).toBe(`/range/${sha1('whatever').slice(0, 5)}`);
});

test('lines end with CRLF or LF, and digits may be in lowercase', async () => {
  const line = `${sha1('small').slice(5).toLowerCase()}:7`;
  service.handler = (_, response) => response.end(`${'0'.repeat(35)}:1\n${line}\n`);
  expect(await has('small')).toBe(true);
});

test('a line of garbage among others is ignored', async () => {
  service.handler = (_, response) => response.end(`garbage\r\n${sha1('found').slice(5)}:1\r\n:::`);
  expect(await has('found')).toBe(true);
});

test('a range without any breached password may be empty', async () => {
  service.handler = (_, response) => response.end();
  expect(await has('nobody')).toBe(false);
});

test.each<[string, typeof service.handler, string]>([
  ['a page of something else', (_, response) => response.end('<html>Log in to this network</html>'), 'not a range'],
  ['an error', (_, response) => response.writeHead(500).end(), 'status 500'],
  ['too many requests', (_, response) => response.writeHead(429).end(), 'status 429'],
  ['a redirect', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(), 'request failed'],
  ['nothing', () => {}, 'no response in time'],
  ['a body that stops halfway', (_, response) => void response.writeHead(200).write('0018A'), 'no response in time'],
  ['a connection that breaks', (_, response) => response.destroy(), 'UND_ERR_SOCKET'],
  ['an endless body', (_, response) => writeForever(response), 'too long'],
])(
  'a service that responds with %s causes an error that does not contain what was looked up',
  async (_, handler, reason) => {
    service.handler = handler;
    const error = await has('a secret').catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: 'RangeApiError', message: expect.stringContaining(reason) });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(sha1('a secret').slice(0, 5));
  },
);

test('a redirect is not followed', async () => {
  service.handler = (_, response) => response.writeHead(307, { location: `${service.url}elsewhere` }).end();
  await expect(has('a secret')).rejects.toThrow();
  expect(service.requests).toHaveLength(1);
});

test('a service that is down causes an error', async () => {
  await expect(has('a secret', 'http://127.0.0.1:9/')).rejects.toThrow(/ECONNREFUSED|request failed/);
});

function writeForever(response: Parameters<typeof service.handler>[1]): void {
  const line = `${'F'.repeat(35)}:1\r\n`.repeat(1000);
  const write = () => {
    if (!response.destroyed && response.write(line)) setImmediate(write);
    else response.once('drain', write);
  };
  write();
}
