import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../../test/support/until.js';
import { respond } from './support/fake-gatehouse.js';
import { lossOf, outcomeOf, problemOf, useVerifiers } from './support/verifiers.js';

const verifiers = useVerifiers();

const next = (data: unknown) => `event: next\ndata: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const revocations = (event: object) =>
  next({ data: { revocations: { isSnapshot: true, revoked: [], asOf: new Date().toISOString(), ...event } } });

const GARBAGE: Array<[what: string, sent: string]> = [
  ['no JSON', next('nonsense')],
  ['null', next('null')],
  ['another field', next({ data: { sessionEnded: {} } })],
  ['no list of ids', revocations({ revoked: null })],
  ['an id that is none', revocations({ revoked: [{ id: 'nonsense', expiresAt: new Date().toISOString() }] })],
  ['an entry that is none', revocations({ revoked: [null] })],
  ['no time of expiry', revocations({ revoked: [{ id: crypto.randomUUID() }] })],
  ['no time', revocations({ asOf: 'yesterday' })],
  ['a line without an end', `data: ${'x'.repeat(5_000_000)}`],
  ['an event without an end', 'data: xxxxxxxxx\n'.repeat(500_000)],
];

describe('what is not an event of Gatehouse', () => {
  test.each(GARBAGE)('%s ends the connection instead of being passed over', async (_, sent) => {
    verifiers.gatehouse.onSubscribe = (stream) => stream.write(sent);
    const test = verifiers.create();
    expect(await problemOf(test)).toBe('BAD_RESPONSE');
    expect(await outcomeOf(test, verifiers.gatehouse.token())).toBe('REVOCATIONS_STALE');
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['a proxy’s error page', (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Oh</h1>')],
    [
      'another content type',
      (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('data: x\n\n'),
    ],
    ['JSON without an error', (response) => respond(response, {})],
    ['JSON that is null', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('null')],
  ])('%s in place of the feed is reported as a bad response', async (_, serve) => {
    verifiers.gatehouse.onSubscribe = serve;
    expect(await problemOf(verifiers.create())).toBe('BAD_RESPONSE');
  });

  test('the connection is tried again, and works as soon as Gatehouse does', async () => {
    const { gatehouse } = verifiers;
    gatehouse.onSubscribe = (stream) => stream.end();
    const test = verifiers.create();
    expect(await problemOf(test)).toBe('ENDED');
    gatehouse.onSubscribe = (stream) => gatehouse.sendSnapshot(stream);
    await test.verifier.ready();
    expect(await outcomeOf(test, gatehouse.token())).toBe('accepted');
  });

  test('the end of the subscription is the end of the connection', async () => {
    verifiers.gatehouse.onSubscribe = (stream) => stream.write('event: complete\ndata:\n\n');
    expect(await problemOf(verifiers.create())).toBe('ENDED');
  });

  test('a redirection is not followed with the API key', async () => {
    const { gatehouse } = verifiers;
    const moved = createServer((_, response) => response.writeHead(307, { location: gatehouse.url }).end());
    await once(moved.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(moved.address() as AddressInfo).port}`;
    expect(await problemOf(verifiers.create({ url }))).toBe('UNREACHABLE');
    moved.close();
    expect(gatehouse.received).toEqual([]);
  });
});

const UNAUTHENTICATED = { errors: [{ message: 'Expired.', extensions: { code: 'UNAUTHENTICATED' } }] };
const FORBIDDEN = { errors: [{ message: 'Not allowed.', extensions: { code: 'FORBIDDEN' } }] };

describe('credentials', () => {
  test.each<[string, (response: ServerResponse) => unknown]>([
    ['in the stream', (stream) => stream.write(next(UNAUTHENTICATED))],
    ['as JSON', (response) => respond(response, UNAUTHENTICATED)],
    ['by its status', (response) => response.writeHead(401).end()],
  ])('a machine token that is refused %s is replaced', async (_, refuse) => {
    const { gatehouse } = verifiers;
    gatehouse.onSubscribe = (response) => {
      gatehouse.onSubscribe = (stream) => gatehouse.sendSnapshot(stream);
      refuse(response);
    };
    await verifiers.ready();
    expect(gatehouse.count('exchangeApiKey')).toBe(2);
  });

  test.each([
    ['is revoked', { __typename: 'InvalidApiKeyError', code: 'INVALID_API_KEY', message: 'No.' }, 'API_KEY_REFUSED'],
    ['was tried too often', { __typename: 'E', code: 'TOO_MANY_ATTEMPTS', message: 'Wait.' }, 'TOO_MANY_ATTEMPTS'],
    ['lacks the permission', FORBIDDEN, 'API_KEY_REFUSED'],
  ])('an API key that %s is reported, and not tried again at once', async (_, result, problem) => {
    const { gatehouse } = verifiers;
    gatehouse.onExchange = () => result;
    expect(await lossOf(verifiers.create())).toMatchObject({ problem, retryInMillis: 60_000 });
  });

  test('waiting for an API key that is revoked ends with an error', async () => {
    verifiers.gatehouse.onExchange = () => ({
      __typename: 'InvalidApiKeyError',
      code: 'INVALID_API_KEY',
      message: 'No.',
    });
    const { verifier } = verifiers.create();
    await expect(verifier.ready()).rejects.toMatchObject({ code: 'API_KEY_REFUSED', message: /TOKENS_INTROSPECT/ });
    await expect(verifier.ready()).rejects.toMatchObject({ code: 'API_KEY_REFUSED' });
  });

  test('a verifier whose key is revoked accepts tokens until the feed is stale, and none after that', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    gatehouse.onSubscribe = (response) => respond(response, UNAUTHENTICATED);
    gatehouse.onExchange = () => ({ __typename: 'InvalidApiKeyError', code: 'INVALID_API_KEY', message: 'No.' });
    gatehouse.cut();
    await until(() =>
      test.events.some((event) => event.type === 'disconnected' && event.problem === 'API_KEY_REFUSED'),
    );
    expect(await outcomeOf(test, gatehouse.token())).toBe('accepted');
    gatehouse.clock.advance(16);
    expect(await outcomeOf(test, gatehouse.token())).toBe('REVOCATIONS_STALE');
  });
});
