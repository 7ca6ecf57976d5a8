import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, RouteHandler } from 'fastify';
import type { Config } from '../config.js';
import type { Context, ContextBuilder } from '../context.js';
import type { Database } from '../db/database.js';
import { addEventStreamRoute } from '../live/event-stream.js';
import type { Live } from '../live/live.js';
import { DevelopmentMailbox, type MailTransport } from '../mail/mail-transport.js';
import { addDevelopmentMailRoute } from './development-mail.js';
import { sendExplorer, wantsExplorer } from './explorer.js';
import { addHealthRoutes } from './health.js';
import { answerErrorsAsGraphQL } from './http-errors.js';

export const GRAPHQL_PATH = '/graphql';

export interface HttpDependencies {
  readonly config: Pick<Config, 'explorerEnabled' | 'nodeEnv'>;
  readonly apollo: ApolloServer<Context>;
  readonly contextBuilder: ContextBuilder;
  readonly database: Database;
  readonly mailTransport: MailTransport;
  readonly live: Live;
}

/** Puts GraphQL, the explorer and the health checks on a server. */
export function addRoutes(server: FastifyInstance, dependencies: HttpDependencies): void {
  // Only JSON is read. A form, which any web page may send here, never is.
  server.removeContentTypeParser('text/plain');
  answerErrorsAsGraphQL(server);
  refuseWebSocketsElsewhere(server);
  addHealthRoutes(server, dependencies.database);
  addDevelopmentMail(server, dependencies);
  addGraphQLRoutes(server, dependencies);
  addEventStreamRoute(server, dependencies.live.parts);
  logRequests(server);
}

function addDevelopmentMail(server: FastifyInstance, { config, mailTransport }: HttpDependencies): void {
  const isDeveloping = config.nodeEnv !== 'production';
  if (isDeveloping && mailTransport instanceof DevelopmentMailbox) addDevelopmentMailRoute(server, mailTransport);
}

function addGraphQLRoutes(server: FastifyInstance, dependencies: HttpDependencies): void {
  const { config, apollo, contextBuilder, live } = dependencies;
  const graphql = fastifyApolloHandler(apollo, { context: (request) => contextBuilder.build(request) });
  const handler: RouteHandler = (request, reply) => {
    if (config.explorerEnabled && wantsExplorer(request)) return sendExplorer(reply);
    // Answers hold tokens and what is a user's own: RFC 6749 §5.1.
    void reply.header('cache-control', 'no-store');
    return graphql.call(server, request, reply);
  };
  server.route({ method: 'POST', url: GRAPHQL_PATH, handler });
  server.route({ method: 'GET', url: GRAPHQL_PATH, handler, wsHandler: live.acceptWebSocket });
}

/** Where there is no GraphQL, a WebSocket would be opened only to be closed again. */
function refuseWebSocketsElsewhere(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.ws && request.routeOptions.url !== GRAPHQL_PATH) reply.callNotFound();
  });
}

/** One line for each request, without its query string, body and headers. */
function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const durationMillis = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ method, path: routeOptions.url, status: reply.statusCode, durationMillis }, 'request');
  });
}
