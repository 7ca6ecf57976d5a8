import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, RouteHandler } from 'fastify';
import type { Config } from '../config/config.js';
import type { SigningKeys } from '../config/signing-key.js';
import type { Database } from '../database/database.js';
import { DevelopmentMailbox, type MailTransport } from '../mail/mail-transport.js';
import { apolloHandler } from './apollo-handler.js';
import { addDevelopmentMailRoute } from './development-mail.js';
import { sendExplorer, wantsExplorer } from './explorer.js';
import type { ContextBuilder, RequestContext } from './graphql/context.js';
import { addHealthRoutes } from './health.js';
import { addHomePage } from './home.js';
import { addKeySetRoutes } from './jwks.js';
import { EVENT_STREAM_PATH, GRAPHQL_PATH, SESSION_PATH } from './paths.js';
import { eventStreamHandler, wantsEventStream } from './subscriptions/event-stream.js';
import type { Live } from './subscriptions/subscriptions.js';
import type { Tracing } from './telemetry/tracing.js';

export interface HttpDependencies {
  readonly config: Pick<Config, 'explorerEnabled' | 'jwtIssuer' | 'nodeEnv'>;
  readonly apollo: ApolloServer<RequestContext>;
  readonly contextBuilder: ContextBuilder;
  readonly database: Database;
  readonly mailTransport: MailTransport;
  readonly signingKeys: SigningKeys;
  readonly tracing: Tracing;
  readonly live: Live;
}

/** Puts GraphQL, the explorer, the health checks and the public keys on a server. */
export function addRoutes(server: FastifyInstance, dependencies: HttpDependencies): void {
  dependencies.tracing.traceRequests(server);
  refuseWebSocketsElsewhere(server);
  addHealthRoutes(server, dependencies.database);
  addKeySetRoutes(server, dependencies.config, dependencies.signingKeys);
  addDevelopmentPages(server, dependencies);
  addGraphQLRoutes(server, dependencies);
}

function addDevelopmentPages(server: FastifyInstance, { config, mailTransport }: HttpDependencies): void {
  if (config.nodeEnv === 'production') return;
  const showsMail = mailTransport instanceof DevelopmentMailbox;
  addHomePage(server, { explorerEnabled: config.explorerEnabled, showsMail });
  if (showsMail) addDevelopmentMailRoute(server, mailTransport);
}

function addGraphQLRoutes(server: FastifyInstance, dependencies: HttpDependencies): void {
  const { config, apollo, contextBuilder, tracing, live } = dependencies;
  const graphql = apolloHandler(apollo, (...exchange) => contextBuilder.build(...exchange));
  const stream = eventStreamHandler(live.parts);
  const handler: RouteHandler = (request, reply) => {
    if (wantsEventStream(request, live.parts.operations)) return stream.call(server, request, reply);
    if (config.explorerEnabled && wantsExplorer(request)) return sendExplorer(request, reply);
    // Answers hold tokens and what is a user's own: RFC 6749 §5.1.
    void reply.header('cache-control', 'no-store');
    return tracing.traceOperation(request, () => graphql.call(server, request, reply));
  };
  server.route({ method: 'GET', url: GRAPHQL_PATH, handler, wsHandler: live.acceptWebSocket });
  server.route({ method: 'POST', url: GRAPHQL_PATH, handler });
  server.route({ method: ['GET', 'POST'], url: SESSION_PATH, handler });
  server.route({ method: 'POST', url: EVENT_STREAM_PATH, handler: stream });
}

/** Where there is no GraphQL, a WebSocket would be opened only to be closed again. */
function refuseWebSocketsElsewhere(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.ws && !request.is404 && request.routeOptions.url !== GRAPHQL_PATH) reply.callNotFound();
    else done();
  });
}
