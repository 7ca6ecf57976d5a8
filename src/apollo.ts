import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from './config.js';
import type { Context } from './context.js';
import { errorFormatter } from './errors/format-error.js';

/** Apollo Server with whatever it offers beyond answering operations switched off. */
export function createApolloServer(
  config: Config,
  schema: GraphQLSchema,
  http: FastifyInstance,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: config.introspectionEnabled,
    hideSchemaDetailsFromClientErrors: !config.introspectionEnabled,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(http.log),
    logger: http.log,
    persistedQueries: false,
    // main.ts decides what a signal does.
    stopOnTerminationSignals: false,
    // Our explorer is served from this machine; Apollo's landing page would load from a CDN.
    plugins: [ApolloServerPluginLandingPageDisabled(), fastifyApolloDrainPlugin(http)],
  });
}
