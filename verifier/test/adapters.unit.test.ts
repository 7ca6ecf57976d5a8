import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap } from '@apollo/server';
import express from 'express';
import Fastify from 'fastify';
import { apolloContext, type VerifiedContext } from '../src/apollo.js';
import { claimsOf as claimsOfExpress, expressMiddleware } from '../src/express.js';
import { claimsOf, fastifyHook } from '../src/fastify.js';
import { withClaims } from '../src/fetch.js';
import { requireRole, type Verifier } from '../src/index.js';
import { useVerifiers } from './support/verifiers.js';

const verifiers = useVerifiers();

interface Reply {
  readonly status: number;
  readonly challenge: string | null;
  readonly body: string;
}

/** Sends a request with a header `Authorization`, if any, to a service that returns the user's id. */
type Send = (verifier: Verifier, authorization?: string) => Promise<Reply>;

const headersOf = (authorization?: string) => (authorization === undefined ? {} : { authorization });

async function replyOf(response: Response): Promise<Reply> {
  return { status: response.status, challenge: response.headers.get('www-authenticate'), body: await response.text() };
}

const sendToFastify: Send = async (verifier, authorization) => {
  const app = Fastify();
  app.addHook('onRequest', fastifyHook(verifier));
  app.get('/', (request) => claimsOf(request).sub);
  const { statusCode, headers, body } = await app.inject({ url: '/', headers: headersOf(authorization) });
  return { status: statusCode, challenge: (headers['www-authenticate'] as string) ?? null, body };
};

const sendToExpress: Send = async (verifier, authorization) => {
  const app = express();
  app.use(expressMiddleware(verifier));
  app.get('/', (request, response) => void response.send(claimsOfExpress(request).sub));
  const server = app.listen(0);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reply = await replyOf(await fetch(url, { headers: headersOf(authorization) }));
  server.close();
  return reply;
};

const sendToFetch: Send = async (verifier, authorization) => {
  const handler = withClaims(verifier, (_, { sub }) => new Response(sub));
  return replyOf(await handler(new Request('http://localhost', { headers: headersOf(authorization) })));
};

describe.each<[string, Send]>([
  ['Fastify', sendToFastify],
  ['Express', sendToExpress],
  ['the Fetch API', sendToFetch],
])('with %s', (name, send) => {
  test(`a handler of ${name} gets the claims of an accepted token`, async () => {
    const { verifier } = await verifiers.ready();
    const sub = crypto.randomUUID();
    const reply = await send(verifier, `bearer ${verifiers.gatehouse.token({ sub })}`);
    expect(reply).toEqual({ status: 200, challenge: null, body: sub });
  });

  test.each([
    [undefined, 'Bearer'],
    ['Basic YWRhOmFkYQ==', 'Bearer'],
    ['Bearer', 'Bearer'],
    ['Bearer nonsense', 'Bearer error="invalid_token"'],
  ])(`a request to ${name} with Authorization: %s gets 401 and a challenge`, async (authorization, challenge) => {
    const { verifier } = await verifiers.ready();
    expect(await send(verifier, authorization)).toMatchObject({ status: 401, challenge });
  });

  test(`a request to ${name} gets 503 and no challenge while it is not known what is revoked`, async () => {
    const { verifier } = await verifiers.ready();
    verifiers.gatehouse.onSubscribe = () => {};
    verifiers.gatehouse.clock.advance(16);
    const reply = await send(verifier, `Bearer ${verifiers.gatehouse.token()}`);
    expect(reply).toMatchObject({ status: 503, challenge: null });
  });
});

test('without the hook, a handler finds no claims', async () => {
  const app = Fastify();
  app.get('/', (request) => claimsOf(request));
  expect((await app.inject({ url: '/' })).statusCode).toBe(401);
});

describe('the Fetch API', () => {
  test('what a handler of the Fetch API requires in vain becomes a response, too', async () => {
    const { verifier } = await verifiers.ready();
    const handler = withClaims(verifier, (_, claims) => {
      requireRole(claims, 'ADMIN');
      return new Response('secret');
    });
    const headers = { authorization: `Bearer ${verifiers.gatehouse.token()}` };
    const reply = await replyOf(await handler(new Request('http://localhost', { headers })));
    expect(reply).toMatchObject({ status: 403, challenge: 'Bearer error="insufficient_scope"' });
  });

  test('errors of a handler of the Fetch API stay errors', async () => {
    const { verifier } = await verifiers.ready();
    const handler = withClaims(verifier, () => Promise.reject(new Error('of the app')));
    const headers = { authorization: `Bearer ${verifiers.gatehouse.token()}` };
    await expect(handler(new Request('http://localhost', { headers }))).rejects.toThrow('of the app');
  });
});

describe('Apollo Server', () => {
  async function send(verifier: Verifier, authorization?: string) {
    const resolvers = { Query: { viewer: (_: unknown, __: unknown, { claims }: VerifiedContext) => claims?.sub } };
    const server = new ApolloServer<VerifiedContext>({ typeDefs: 'type Query { viewer: ID }', resolvers });
    await server.start();
    const headers = new HeaderMap([['content-type', 'application/json']]);
    const request = { method: 'POST', headers, search: '', body: { query: '{ viewer }' } };
    const context = () => apolloContext(verifier)({ req: { headers: headersOf(authorization) } });
    const response = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest: request, context });
    await server.stop();
    const body = response.body.kind === 'complete' ? JSON.parse(response.body.string) : {};
    return { status: response.status ?? 200, challenge: response.headers.get('www-authenticate') ?? null, body };
  }

  test('a resolver of Apollo Server gets the claims of an accepted token, and none without a token', async () => {
    const { verifier } = await verifiers.ready();
    const sub = crypto.randomUUID();
    const { body } = await send(verifier, `Bearer ${verifiers.gatehouse.token({ sub })}`);
    expect(body).toEqual({ data: { viewer: sub } });
    expect((await send(verifier)).body).toEqual({ data: { viewer: null } });
  });

  test('Apollo Server rejects an operation with a token that is not accepted, with Gatehouse’s codes', async () => {
    const { verifier } = await verifiers.ready();
    const { status, challenge, body } = await send(verifier, 'Bearer nonsense');
    expect([status, challenge]).toEqual([401, 'Bearer error="invalid_token"']);
    expect(body.errors[0].extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
  });

  test('Apollo Server blames no token while it is not known what is revoked', async () => {
    const { verifier } = await verifiers.ready();
    verifiers.gatehouse.onSubscribe = () => {};
    verifiers.gatehouse.clock.advance(16);
    const { status, body } = await send(verifier, `Bearer ${verifiers.gatehouse.token()}`);
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'REVOCATIONS_STALE']);
  });
});
