import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLSchema, OperationTypeNode, type ValidationRule } from 'graphql';
import type { Config } from '../../config/config.js';
import { recordOperations } from '../telemetry/record-operations.js';
import type { RequestContext } from './context.js';
import { errorFormatter } from './format-error.js';
import { graphqlLimits, limitCost } from './graphql-limits.js';
import { refuseHalfSurrogatePairs } from './surrogates.js';

/** Apollo Server would run a subscription like a query, once, and without an event. */
const noSubscriptions: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation !== OperationTypeNode.SUBSCRIPTION) return;
    const where = 'by WebSocket to /graphql, or by POST to /graphql/stream with "Accept: text/event-stream"';
    context.reportError(new GraphQLError(`This is a subscription. Send it ${where}.`, { nodes: node }));
  },
});

/** Apollo Server with whatever it offers beyond answering operations switched off. */
export function createApolloServer(
  config: Config,
  schema: GraphQLSchema,
  http: FastifyInstance,
): ApolloServer<RequestContext> {
  const limits = graphqlLimits(config);
  return new ApolloServer<RequestContext>({
    schema,
    introspection: config.introspectionEnabled,
    hideSchemaDetailsFromClientErrors: !config.introspectionEnabled,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(http.log),
    logger: http.log,
    validationRules: [...limits.validationRules, noSubscriptions],
    parseOptions: { maxTokens: config.graphqlMaxTokens },
    persistedQueries: false,
    // main.ts decides what a signal does.
    stopOnTerminationSignals: false,
    // Cache control instruments every field to find out what http/routes.ts knows: no answer may be cached. And our
    // explorer is served from this machine, where Apollo's landing page would load from a CDN.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      limitCost(config),
      recordOperations(),
      refuseHalfSurrogatePairs(),
    ],
  });
}
