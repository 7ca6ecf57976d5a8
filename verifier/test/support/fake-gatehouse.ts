import { createSecretKey, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { publicJwk } from '../../../src/config/signing-key.js';
import { signJws } from '../../../test/support/jws-signer.js';
import { newKey } from '../../../test/support/keys.js';
import { MovableClock } from './movable-clock.js';

export const SECRET = 'a secret of the tests, known to all: 0123456789';
export const ISSUER = 'https://auth.example.com';
export const AUDIENCE = 'services';
export const API_KEY = 'gh_an_api_key_of_the_tests';

export interface Revoked {
  readonly id: string;
  readonly expiresInSeconds?: number;
}

export interface FakeEvent {
  readonly isSnapshot?: boolean;
  readonly revoked?: readonly Revoked[];
  /** How old what it says is. */
  readonly ageSeconds?: number;
}

/** Speaks as Gatehouse does, but for what a test has it do wrong. */
export class FakeGatehouse {
  readonly clock = new MovableClock();
  readonly key = newKey('ES256');
  /** The root field of each operation that was received, and paths of other requests. */
  readonly received: string[] = [];
  /** Of the event streams that are open. */
  readonly streams = new Set<ServerResponse>();
  revoked: Revoked[] = [];
  url = '';
  /** By how much the database's clock is ahead. */
  databaseAheadSeconds = 0;
  machineTokenSeconds = 900;
  /** Ids in each event of a snapshot. */
  pageSize = 1000;
  onSubscribe: (stream: ServerResponse) => unknown = (stream) => this.sendSnapshot(stream);
  onExchange: () => object = () => ({ __typename: 'MachineTokenPayload', accessToken: this.machineToken() });
  onIntrospect: (token: string) => object = () => ({ active: true });
  onKeys: (response: ServerResponse) => unknown = (response) =>
    respond(response, { keys: [publicJwk(this.key.verifyWith, 'ES256')] });
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/graphql`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  count(name: string): number {
    return this.received.filter((each) => each === name).length;
  }

  /** A token of a user, by default signed with the secret. */
  token(claims: object = {}, { header = {}, algorithm = 'HS256', key = createSecretKey(Buffer.from(SECRET)) } = {}) {
    const times = { iat: this.seconds(), exp: this.seconds() + 900, auth_time: this.seconds() };
    const ids = { sub: randomUUID(), sid: randomUUID(), jti: randomUUID() };
    const payload = {
      iss: ISSUER,
      aud: AUDIENCE,
      ...ids,
      role: 'USER',
      acr: 'aal1',
      amr: ['pwd'],
      ...times,
      ...claims,
    };
    return signJws({ alg: algorithm, typ: 'at+jwt', kid: this.key.kid, ...header }, payload, algorithm, key);
  }

  machineToken(claims: object = {}): string {
    const noUser = { sid: undefined, role: undefined, auth_time: undefined, acr: undefined, amr: undefined };
    const exp = this.seconds() + this.machineTokenSeconds;
    return this.token({ ...noUser, client_id: randomUUID(), scope: 'TOKENS_INTROSPECT', exp, ...claims });
  }

  /** Sends an event to all who listen. */
  send(event: FakeEvent): void {
    for (const stream of this.streams) this.sendTo(stream, event);
  }

  /** As every five seconds. */
  giveSignOfLife(): void {
    this.send({});
  }

  revoke(id: string): void {
    this.revoked.push({ id });
    this.send({ revoked: [{ id }] });
  }

  sendSnapshot(stream: ServerResponse): void {
    for (let start = 0; start === 0 || start < this.revoked.length; start += this.pageSize)
      this.sendTo(stream, { isSnapshot: true, revoked: this.revoked.slice(start, start + this.pageSize) });
    this.sendTo(stream, {});
  }

  sendTo(stream: ServerResponse, { isSnapshot = false, revoked = [], ageSeconds = 0 }: FakeEvent): void {
    const listed = revoked.map(({ id, expiresInSeconds = 900 }) => ({ id, expiresAt: this.time(expiresInSeconds) }));
    const data = { revocations: { isSnapshot, revoked: listed, asOf: this.time(-ageSeconds) } };
    stream.write(`event: next\ndata: ${JSON.stringify({ data })}\n\n`);
  }

  /** Cuts all connections. */
  cut(): void {
    this.server.closeAllConnections();
  }

  private seconds(): number {
    return Math.floor(this.clock.wall() / 1000);
  }

  private time(inSeconds: number): string {
    return new Date(this.clock.wall() + (this.databaseAheadSeconds + inSeconds) * 1000).toISOString();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return this.serveKeys(request, response);
    const { query, variables } = JSON.parse(await text(request));
    const field = /\b(exchangeApiKey|introspectToken|revocations)\b/.exec(query)?.[1] ?? '';
    this.received.push(field);
    if (field === 'revocations') return this.serveStream(response);
    const result = field === 'exchangeApiKey' ? this.onExchange() : this.onIntrospect(variables.input.token);
    respond(response, 'errors' in result ? result : { data: { [field]: result } });
  }

  private serveKeys({ url = '' }: IncomingMessage, response: ServerResponse): void {
    this.received.push(url);
    this.onKeys(response);
  }

  private serveStream(response: ServerResponse): void {
    this.streams.add(response.on('close', () => this.streams.delete(response)));
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    this.onSubscribe(response);
  }
}

export function respond(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
