import type { FastifyReply, FastifyRequest, RouteHandler } from 'fastify';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import Negotiator from 'negotiator';
import { TOO_MANY_CONNECTIONS } from './closing.js';
import { type ClosingReason, SubscriptionConnection, type SubscriptionContext } from './connections.js';
import type { OperationParams, SubscriptionOperations, SubscriptionServices } from './operations.js';

/** How long the end of a stream may take to reach its client. */
const END_TIMEOUT_MILLIS = 2000;

const EVENT_STREAM = 'text/event-stream';

/** In what queries and mutations are answered. */
const JSON_TYPES = ['application/json', 'application/graphql-response+json'];

/**
 * Whether a request that may hold any operation is for an event stream: by a client that accepts nothing else, or for a
 * subscription. urql says with everything that it accepts both.
 */
export function wantsEventStream(request: FastifyRequest, operations: SubscriptionOperations): boolean {
  if (request.method !== 'POST' || !acceptsEventStream(request)) return false;
  const acceptsJson = acceptedTypes(request).mediaTypes(JSON_TYPES).length > 0;
  return !acceptsJson || operations.isSubscription(request.body as Partial<OperationParams> | null);
}

/** Who accepts anything, as curl does, expects an answer that ends. */
function acceptsEventStream(request: FastifyRequest): boolean {
  // Most requests say nothing of it, and reading the header takes its time.
  if (!/text\/event-stream/i.test(request.headers.accept ?? '')) return false;
  return acceptedTypes(request).mediaTypes().includes(EVENT_STREAM);
}

function acceptedTypes({ headers }: FastifyRequest): Negotiator {
  return new Negotiator({ headers: { accept: headers.accept?.toLowerCase() } });
}

/** Server-sent events, each subscription a response of its own: graphql-sse's "distinct connections mode". */
export function eventStreamHandler(parts: SubscriptionServices): RouteHandler {
  const stream = createEventStream(parts);
  return async (request, reply) => {
    if (!acceptsEventStream(request)) return refuse(406);
    request.record.isEventStream = true;
    // graphql-sse knows no other form of it.
    request.headers = { accept: EVENT_STREAM };
    const free = parts.limiter.acquire(request.clientAddress, 'event_stream');
    if (!free) {
      request.record.fail(TOO_MANY_CONNECTIONS);
      return refuse(429);
    }
    reply.raw.once('close', free);
    // Asks proxies not to keep back what is said: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering
    void reply.header('x-accel-buffering', 'no');
    // It has written to the response by itself: nothing is returned, or Fastify would send that too.
    await stream(request, reply);
  };
}

function createEventStream(parts: SubscriptionServices) {
  const { operations } = parts;
  return createHandler<SubscriptionContext>({
    // No token of a reserved stream: there are distinct connections only.
    authenticate: () => null,
    // operations.prepare() does it, with our limits.
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
  const { authentication } = await parts.contextBuilder.build(request, reply);
  if (authentication.state !== 'authenticated') return { authentication };
  request.record.userId = authentication.user.id;
  const connection = new SubscriptionConnection(authentication.token, (reason) => close(reply, reason));
  if (!reply.raw.destroyed) {
    reply.raw.once('close', () => parts.connections.remove(connection));
    await parts.connections.add(connection);
  }
  return { authentication, connection };
}

/** Without a `complete` event, so that the client connects again; after a session's end the stream completes itself. */
function close({ raw }: FastifyReply, reason: ClosingReason): void {
  if (reason !== 'SESSION_ENDED') raw.end();
  setTimeout(() => raw.destroy(), END_TIMEOUT_MILLIS).unref();
}

function refuse(statusCode: number): never {
  throw Object.assign(new Error('refused'), { statusCode });
}
