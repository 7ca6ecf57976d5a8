import websocket, { type WebsocketHandler } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import type { ContextBuilder } from '../context.js';
import type { Database } from '../db/database.js';
import { listen } from '../db/notifications.js';
import { describeForLog } from '../errors/describe-for-log.js';
import { every } from '../every.js';
import { readSessionEndNotice, SESSION_ENDS_CHANNEL, type SessionEndNotice } from '../sessions/session-end-notice.js';
import { GOING_AWAY, TRY_AGAIN_LATER } from './close-codes.js';
import { ConnectionPlaces } from './connection-places.js';
import { endedSessionsFinder } from './ended-sessions.js';
import { LiveConnections } from './live-connections.js';
import { LiveOperations } from './live-operations.js';
import type { LiveParts } from './live-parts.js';
import { LiveWebSocket } from './live-web-socket.js';

/** How soon a connection is closed after its access token has expired. */
const EXPIRY_INTERVAL_SECONDS = 1;

/** How late a session's end is told when its notice was lost: while PostgreSQL was away, say, or behind PgBouncer. */
const CHECK_INTERVAL_SECONDS = 30;

/** How long a client may take to answer that the connection is closed. */
const CLOSE_TIMEOUT_MILLIS = 2000;

/** The part of the server whose connections stay open. */
export interface Live {
  readonly parts: LiveParts;
  readonly acceptWebSocket: WebsocketHandler;
  stop(): Promise<void>;
}

export interface LiveDependencies {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly schema: GraphQLSchema;
  readonly contextBuilder: ContextBuilder;
}

/** Begins to listen to what ends sessions on any instance. WebSockets are accepted by routes that are added after it. */
export async function startLive(server: FastifyInstance, dependencies: LiveDependencies): Promise<Live> {
  const { config, database, clock, schema, contextBuilder } = dependencies;
  const connections = new LiveConnections(await endedSessionsFinder(database), clock);
  const operations = new LiveOperations(schema, config, server.log);
  const parts = { contextBuilder, connections, operations, places: new ConnectionPlaces(config) };
  await allowWebSockets(server);
  server.addHook('preClose', async () => connections.closeAll());
  const stop = await watchSessionEnds(server, dependencies, connections);
  return { parts, acceptWebSocket: webSocketHandler(parts), stop };
}

async function watchSessionEnds({ log }: FastifyInstance, parts: LiveDependencies, connections: LiveConnections) {
  const check = (which: SessionEndNotice) =>
    connections
      .check(which)
      .catch((error) => log.error({ error: describeForLog(error) }, 'live connections were not checked'));
  const listening = {
    channel: SESSION_ENDS_CHANNEL,
    onNotification: (payload: string) => void check(readSessionEndNotice(payload)),
    onListening: () => void check('all'),
  };
  const stopping = [
    await listen(parts.database, parts.config, listening, log),
    every(CHECK_INTERVAL_SECONDS, 'checking live connections', log, () => connections.check('all')),
    every(EXPIRY_INTERVAL_SECONDS, 'closing expired connections', log, async () => connections.closeExpired()),
  ];
  return async () => {
    for (const stop of stopping) await stop();
  };
}

async function allowWebSockets(server: FastifyInstance): Promise<void> {
  // Before the plugin's own hook, which closes without a code.
  server.addHook('preClose', async () => {
    for (const socket of server.websocketServer.clients) socket.close(GOING_AWAY, 'SERVER_STOPS');
  });
  const options = { handleProtocols, maxPayload: server.initialConfig.bodyLimit, closeTimeout: CLOSE_TIMEOUT_MILLIS };
  await server.register(websocket, {
    options,
    // A client that breaks the protocol has been closed by now; of what it sent nothing is logged.
    errorHandler: (_error, socket) => socket.terminate(),
  });
}

function webSocketHandler(parts: LiveParts): WebsocketHandler {
  return (socket, request) => {
    const free = parts.places.take(request.ip);
    if (!free) return socket.close(TRY_AGAIN_LATER, 'TOO_MANY_CONNECTIONS');
    socket.once('close', free);
    new LiveWebSocket(socket, request, parts).serve();
  };
}
