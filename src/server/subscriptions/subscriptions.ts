import type { WebSocket, WebsocketHandler } from '@fastify/websocket';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import type { Database } from '../../database/database.js';
import { type Listener, listen } from '../../database/notifications.js';
import { every } from '../../every.js';
import { describeForLog } from '../../logger.js';
import { RevokedTokens } from '../../sessions/revoked-tokens.js';
import { readSessionEndNotice, SESSION_ENDS_CHANNEL, type SessionEndNotice } from '../../sessions/session-ending.js';
import type { ContextBuilder } from '../graphql/context.js';
import { BAD_REQUEST } from '../telemetry/request-record.js';
import type { Tracing } from '../telemetry/tracing.js';
import {
  closeWebSocket,
  GOING_AWAY,
  reportWebSocketEnds,
  SWITCHING_PROTOCOLS,
  TOO_MANY_CONNECTIONS,
} from './closing.js';
import { type ConnectionLimiter, SubscriptionConnections } from './connections.js';
import { SubscriptionOperations, type SubscriptionServices } from './operations.js';
import { Bell, Revocations } from './revocations.js';
import { endedSessionsFinder } from './session-ended.js';
import { SubscriptionWebSocket } from './web-socket.js';

/** How soon a connection is closed after its access token has expired. */
const EXPIRY_INTERVAL_SECONDS = 1;

/**
 * How late the end of a session is reported if its notification was lost, for example while PostgreSQL was unreachable,
 * or behind PgBouncer.
 */
const CHECK_INTERVAL_SECONDS = 30;

/** How long a client may take to acknowledge that the connection is closed. */
const CLOSE_TIMEOUT_MILLIS = 2000;

/** The part of the server with long-lived connections. */
export interface Live {
  readonly parts: SubscriptionServices;
  readonly acceptWebSocket: WebsocketHandler;
  /** What reports the ends of sessions on all instances. */
  readonly listener: Pick<Listener, 'isListening'>;
  stop(): Promise<void>;
}

export interface SubscriptionDependencies {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly schema: GraphQLSchema;
  readonly contextBuilder: ContextBuilder;
  readonly tracing: Tracing;
  readonly limiter: ConnectionLimiter;
}

/** Starts listening for sessions that end on any instance. Only routes added after it accept WebSockets. */
export async function startSubscriptions(
  server: FastifyInstance,
  dependencies: SubscriptionDependencies,
): Promise<Live> {
  const { config, database, clock, schema, contextBuilder, tracing, limiter } = dependencies;
  const connections = new SubscriptionConnections(await endedSessionsFinder(database, server.log), clock);
  const operations = new SubscriptionOperations(schema, config, server.log);
  const bell = new Bell();
  await allowWebSockets(server);
  reportWebSocketEnds(server);
  server.addHook('preClose', async () => connections.closeAll());
  const { listener, stop } = await watchSessionEnds(server, dependencies, connections, bell);
  const revocations = new Revocations(new RevokedTokens(listener, clock), bell, server.log);
  const parts = { contextBuilder, connections, operations, limiter, revocations };
  return { parts, acceptWebSocket: webSocketHandler(parts, tracing), listener, stop };
}

async function watchSessionEnds(
  { log }: FastifyInstance,
  parts: SubscriptionDependencies,
  connections: SubscriptionConnections,
  bell: Bell,
) {
  const check = (which: SessionEndNotice) =>
    connections
      .check(which)
      .catch((error) => log.error({ error: describeForLog(error) }, 'live connections could not be checked'));
  const listening = {
    channel: SESSION_ENDS_CHANNEL,
    onNotification: (payload: string) => {
      bell.ring();
      void check(readSessionEndNotice(payload));
    },
    onListening: () => {
      bell.ring();
      void check('all');
    },
  };
  const listener = await listen(parts.database, parts.config, listening, log);
  const stopping = [
    () => listener.close(),
    every(CHECK_INTERVAL_SECONDS, 'checking live connections', log, () => connections.check('all')),
    every(EXPIRY_INTERVAL_SECONDS, 'closing expired connections', log, async () => connections.closeExpired()),
  ];
  const stop = async () => {
    for (const stopOne of stopping) await stopOne();
  };
  return { listener, stop };
}

async function allowWebSockets(server: FastifyInstance): Promise<void> {
  // Runs before the plugin's own hook, which closes without a code.
  server.addHook('preClose', async () => {
    for (const socket of server.websocketServer.clients) socket.close(GOING_AWAY, 'SERVER_STOPS');
  });
  const options = { handleProtocols, maxPayload: server.initialConfig.bodyLimit, closeTimeout: CLOSE_TIMEOUT_MILLIS };
  await server.register(websocket, {
    options,
    // A client that breaks the protocol has been disconnected by now; nothing it sent is logged.
    errorHandler: (_error, socket, request) => {
      request.record.fail(BAD_REQUEST);
      socket.terminate();
    },
  });
}

function webSocketHandler(parts: SubscriptionServices, tracing: Tracing): WebsocketHandler {
  return (socket, request) => {
    request.webSocket = socket;
    // As an HTTP request, the handshake is complete. A span as long as the connection would distort the durations of
    // GET /graphql; the log line reports its end.
    tracing.endRequest(request, SWITCHING_PROTOCOLS);
    const free = parts.limiter.acquire(request.clientAddress, 'websocket');
    if (!free) return refuse(socket, request);
    socket.once('close', free);
    new SubscriptionWebSocket(socket, request, parts).serve();
  };
}

function refuse(socket: WebSocket, { record }: FastifyRequest): void {
  record.fail(TOO_MANY_CONNECTIONS);
  closeWebSocket(socket, record, TOO_MANY_CONNECTIONS);
}
