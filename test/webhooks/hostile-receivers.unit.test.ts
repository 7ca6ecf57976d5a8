import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { WebhookSender } from '../../src/webhooks/webhook-sender.js';

const TIMEOUT_MILLIS = 400;
const NOW = new Date('2026-03-01T12:00:00.000Z');

/** What a receiver does with a connection. It is over when the socket is closed. */
type Behavior = (socket: Socket) => void;

let server: Server;
let behave: Behavior;
const sockets = new Set<Socket>();
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});
afterAll(() => server.close());

async function sendTo(behavior: Behavior, timeoutMillis?: number) {
  behave = behavior;
  const { port } = server.address() as { port: number };
  const envelope = { url: `http://127.0.0.1:${port}/`, id: 'id', body: '{}', secrets: [Buffer.alloc(32)] };
  return new WebhookSender(false, () => NOW, timeoutMillis).send(envelope);
}

/** Writes a part every few milliseconds, for as long as anyone takes it. */
const trickling =
  (first: string, part: string): Behavior =>
  (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(part), 10);
    socket.once('close', () => clearInterval(timer));
  };

/** Writes as much as is taken. */
const flooding =
  (part: string): Behavior =>
  (socket) => {
    const flood = () => socket.writable && socket.write(part, () => setImmediate(flood));
    flood();
  };

const responding =
  (...parts: (string | Buffer)[]): Behavior =>
  (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

const EARLY_HINTS = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\n';

test('an attempt takes 15 seconds at most, as docs/webhooks.md says', async () => {
  const timeout = jest.spyOn(AbortSignal, 'timeout');
  await sendTo(responding(`${OK}\r\n`));
  const [, seconds] = /within (\d+) seconds/.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? [];
  expect(timeout.mock.calls).toEqual([[Number(seconds) * 1000]]);
  expect(seconds).toBe('15');
  timeout.mockRestore();
});

test.each<[string, Behavior]>([
  ['never responds', () => {}],
  ['sends one header after the other', trickling(OK, 'x-more: 1\r\n')],
  ['sends a status line that has no end', trickling('HTTP/1.1 200 ', 'O')],
  ['sends one interim response after the other', trickling('', EARLY_HINTS)],
  ['floods with interim responses', flooding(EARLY_HINTS.repeat(20))],
])('a receiver that %s is given up after the time limit', async (_, behavior) => {
  const { attempt } = await sendTo(behavior, TIMEOUT_MILLIS);
  expect(attempt).toMatchObject({
    status: null,
    problem: expect.stringMatching(/^TIMEOUT$|^UND_ERR_HEADERS_OVERFLOW$/),
  });
  expect(attempt.durationMillis).toBeLessThan(10 * TIMEOUT_MILLIS);
});

test.each<[string, Behavior]>([
  ['has no end', trickling(`${OK}content-length: 1000000\r\n\r\n`, 'x')],
  ['floods', flooding(`${OK}\r\n${'x'.repeat(65_536)}`)],
  ['is a bomb', responding(`${OK}content-encoding: gzip\r\n\r\n`, gzipSync(Buffer.alloc(50_000_000)))],
  ['is not what the headers say', responding(`${OK}content-encoding: gzip\r\ncontent-length: 5\r\n\r\n`, 'plain')],
])('a body that %s does not matter: it is not read', async (_, behavior) => {
  const { attempt } = await sendTo(behavior, TIMEOUT_MILLIS);
  expect(attempt).toMatchObject({ status: 200, problem: null });
});

test.each<[string, Behavior]>([
  ['no HTTP', responding('SSH-2.0-OpenSSH_9.6\r\n')],
  ['nothing', responding()],
  ['half of a response', responding('HTTP/1.1 20')],
  ['an impossible status', responding('HTTP/1.1 999 What\r\ncontent-length: 0\r\n\r\n')],
  ['another protocol', responding('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')],
  ['two lengths', responding(`${OK}content-length: 1\r\ncontent-length: 2\r\n\r\nx`)],
  ['a header with NUL', responding(`${OK}x-nul: a\0b\r\n\r\n`)],
  ['endless headers', flooding(`${OK}x-long: ${'x'.repeat(65_536)}`)],
])('a receiver that responds with %s is a failed attempt, with a code', async (_, behavior) => {
  const { attempt } = await sendTo(behavior, TIMEOUT_MILLIS);
  expect(attempt).toMatchObject({ status: null, problem: expect.stringMatching(/^[A-Z][A-Z_]+$/) });
});

test.each([
  ['Sun, 01 Mar 2026 11:00:00 GMT', undefined],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
  ['99999999999999999999', undefined],
  ['-1', undefined],
  ['NaN', undefined],
  ['Infinity', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
])('Retry-After: %s holds nothing up for more than a day', async (value, seconds) => {
  const { retryAfter } = await sendTo(
    responding(`HTTP/1.1 503 Busy\r\nretry-after: ${value}\r\ncontent-length: 0\r\n\r\n`),
  );
  expect(retryAfter && (retryAfter.getTime() - NOW.getTime()) / 1000).toBe(seconds);
});
