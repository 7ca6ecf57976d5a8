import type { FastifyReply, FastifyRequest, RouteHandler } from 'fastify';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import Negotiator from 'negotiator';
import { NO_OPERATION } from '../http-errors.js';
import { TOO_MANY_CONNECTIONS } from './closing.js';
import { type ClosingReason, SubscriptionConnection, type SubscriptionContext } from './connections.js';
import type { OperationParams, SubscriptionOperations, SubscriptionServices } from './operations.js';

/** How long delivering the end of a stream may take. */
const END_TIMEOUT_MILLIS = 2000;

const EVENT_STREAM = 'text/event-stream';

/** The content types of responses to queries and mutations. */
const JSON_TYPES = ['application/json', 'application/graphql-response+json'];

/**
 * Whether a request is for an event stream: the client accepts nothing else, or sends a subscription. urql accepts both
 * for every operation.
 */
export function wantsEventStream(request: FastifyRequest, operations: SubscriptionOperations): boolean {
  if (request.method !== 'POST' || !acceptsEventStream(request)) return false;
  const acceptsJson = acceptedTypes(request).mediaTypes(JSON_TYPES).length > 0;
  return !acceptsJson || operations.isSubscription(request.body as Partial<OperationParams> | null);
}

/** A client that accepts anything, like curl, expects a response that ends. */
function acceptsEventStream(request: FastifyRequest): boolean {
  // Most requests do not mention it, and parsing the header takes time.
  if (!/text\/event-stream/i.test(request.headers.accept ?? '')) return false;
  return acceptedTypes(request).mediaTypes().includes(EVENT_STREAM);
}

function acceptedTypes({ headers }: FastifyRequest): Negotiator {
  return new Negotiator({ headers: { accept: headers.accept?.toLowerCase() } });
}

/** Server-sent events, one response per subscription: graphql-sse's "distinct connections mode". */
export function eventStreamHandler(parts: SubscriptionServices): RouteHandler {
  const stream = createEventStream(parts);
  return async (request, reply) => {
    if (!acceptsEventStream(request)) return refuse(406);
    // graphql-sse would wait for the bytes of a body such as `null`, and repeat others in its message.
    if (!isOperation(request.body)) return refuse(400, NO_OPERATION);
    request.record.isEventStream = true;
    // graphql-sse supports no other value.
    request.headers = { accept: EVENT_STREAM };
    const free = parts.limiter.acquire(request.clientAddress, 'event_stream');
    if (!free) {
      request.record.fail(TOO_MANY_CONNECTIONS);
      return refuse(429);
    }
    reply.raw.once('close', free);
    // Asks proxies not to buffer the response: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering
    void reply.header('x-accel-buffering', 'no');
    // It writes to the response itself. Fastify would also send a returned value.
    await stream(request, reply);
  };
}

function createEventStream(parts: SubscriptionServices) {
  const { operations } = parts;
  return createHandler<SubscriptionContext>({
    // No token for reserved streams, because only distinct connections are supported.
    authenticate: () => null,
    // operations.prepare() validates, with our limits.
    validate: () => [],
    onSubscribe: async ({ raw, context: { reply } }, params) => {
      const prepared = operations.prepare(params, await openConnection(raw, reply, parts), raw.record);
      return Array.isArray(prepared) ? { data: null, errors: prepared } : prepared;
    },
    onNext: (_context, { raw }, result) => operations.formatResult(result, raw.record),
  });
}

async function openConnection(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SubscriptionServices,
): Promise<SubscriptionContext> {
  const { revocations } = parts;
  const context = parts.contextBuilder.build(request, reply);
  const authentication = await context.authenticate();
  const authenticateAgain = () => context.authenticateAgain();
  if (!('token' in authentication)) return { authentication, authenticateAgain, revocations };
  const { token } = authentication;
  const connection = new SubscriptionConnection(
    token,
    (reason) => close(reply, reason),
    () => drained(reply),
  );
  if (!reply.raw.destroyed) {
    reply.raw.once('close', () => parts.connections.remove(connection));
    await parts.connections.add(connection);
  }
  return { authentication, authenticateAgain, revocations, connection };
}

/** graphql-sse takes each event at once and keeps it until the client has received those before it. */
function drained({ raw }: FastifyReply): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (!raw.writableNeedDrain || raw.destroyed) return Promise.resolve();
  const done = () => {
    raw.off('drain', done).off('close', done);
    resolve();
  };
  raw.once('drain', done).once('close', done);
  return promise;
}

/**
 * Without a `complete` event, so that the client connects again. After the end of a session, the stream completes by
 * itself.
 */
function close({ raw }: FastifyReply, reason: ClosingReason): void {
  if (reason !== 'SESSION_ENDED') raw.end();
  setTimeout(() => raw.destroy(), END_TIMEOUT_MILLIS).unref();
}

/** https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
function isOperation(body: unknown): boolean {
  if (!isObject(body)) return false;
  const { query, operationName, variables, extensions } = body;
  const isName = operationName === undefined || operationName === null || typeof operationName === 'string';
  return typeof query === 'string' && isName && [variables, extensions].every((map) => isObject(map ?? {}));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(statusCode: number, code?: string): never {
  throw Object.assign(new Error('refused'), { statusCode, code });
}
