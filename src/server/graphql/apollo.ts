import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { FastifyInstance } from 'fastify';
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationRule,
} from 'graphql';
import type { Config } from '../../config/config.js';
import type { RequestRecord } from '../telemetry/request-record.js';
import type { RequestContext } from './context.js';
import { errorFormatter } from './format-error.js';
import { type CountedOperation, costOf } from './operation-cost.js';
import { refuseHalfSurrogatePairs } from './surrogates.js';

/** Creates Apollo Server with everything turned off except running operations. */
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
    // main.ts handles signals.
    stopOnTerminationSignals: false,
    // Cache control would instrument every field, although routes.ts already forbids caching any response. Apollo's
    // landing page would load from a CDN; our explorer is served from this machine.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      limitCost(config),
      recordOperations(),
      refuseHalfSurrogatePairs(),
    ],
  });
}

/** Apollo Server would run a subscription like a query, once and without an event. */
const noSubscriptions: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation !== OperationTypeNode.SUBSCRIPTION) return;
    const where = 'by WebSocket to /graphql, or by POST to /graphql/stream with "Accept: text/event-stream"';
    context.reportError(new GraphQLError(`This is a subscription. Send it ${where}.`, { nodes: node }));
  },
});

/** Limits how much work a single request may cause: https://escape.tech/graphql-armor/docs */
export function graphqlLimits(config: Config): { validationRules: ValidationRule[] } {
  const limits = {
    maxDepth: { n: config.graphqlMaxDepth },
    maxAliases: { n: config.graphqlMaxAliases },
    maxDirectives: { n: config.graphqlMaxDirectives },
  };
  // Apollo Server and graphql-js have two of these themselves. We count the cost ourselves, because armor does not see
  // variables and so takes a page of `first: $first` for a page of one.
  const disabled = { enabled: false };
  const others = { costLimit: disabled, maxTokens: disabled, blockFieldSuggestion: disabled };
  const armor = new ApolloArmor({ ...limits, ...others }).protect();
  return { validationRules: [...armor.validationRules, selfDescriptionOnce] };
}

/** Rejects queries and mutations that cost too much. */
function limitCost(config: Config): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (!operation) return;
        const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
        // The execution rejects variables of the wrong type.
        const error = coerced && costProblem(config, { schema, document, operation, variables: coerced });
        if (error) throw error;
      },
    }),
  };
}

export function costProblem({ graphqlMaxCost }: Config, counted: CountedOperation): GraphQLError | undefined {
  const cost = Math.ceil(costOf(counted));
  if (cost <= graphqlMaxCost) return undefined;
  const message = `This operation costs ${cost}; at most ${graphqlMaxCost} is allowed. Request smaller pages or fewer fields.`;
  const extensions = { code: ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED, http: { status: 400 } };
  return new GraphQLError(message, { nodes: counted.operation, extensions });
}

/**
 * The description of the schema is long and always the same, so a document may request each part of it under one name
 * only.
 */
const selfDescriptionOnce: ValidationRule = (context) => {
  const names = new Map<string, string>();
  return {
    Field(node) {
      const field = node.name.value;
      const parent = context.getParentType()?.name ?? '';
      if (field === '__typename' || !isSelfDescription(parent, field)) return;
      const responseName = node.alias?.value ?? field;
      const first = names.get(`${parent}.${field}`) ?? responseName;
      names.set(`${parent}.${field}`, first);
      if (first === responseName) return;
      context.reportError(new GraphQLError(`Ask for ${field} once, under one name.`, { nodes: node }));
    },
  };
};

function isSelfDescription(parent: string, field: string): boolean {
  return field === '__schema' || field === '_service' || parent === '_Service' || parent.startsWith('__');
}

/** Longer names of operations are not worth the space in the log. */
const MAX_OPERATION_NAME_LENGTH = 64;

type SentError = Pick<GraphQLFormattedError, 'extensions'>;

/** Records the operation in the request's record. */
function recordOperations(): ApolloServerPlugin<RequestContext> {
  const willSendResponse = async (finished: GraphQLRequestContextWillSendResponse<RequestContext>) => {
    const { operation, contextValue, response } = finished;
    recordOperation(contextValue.record, operation);
    if (response.body.kind === 'single') recordErrors(contextValue.record, response.body.singleResult.errors);
  };
  const listener = { willSendResponse };
  return { requestDidStart: async () => listener };
}

export function recordOperation(record: RequestRecord, operation: OperationDefinitionNode | undefined): void {
  // GraphQL's grammar allows only letters, digits and _ in a name.
  record.operationName = operation?.name?.value.slice(0, MAX_OPERATION_NAME_LENGTH);
  record.operationType = operation?.operation;
}

/** Records errors as the client sees them. */
export function recordErrors(record: RequestRecord, errors: readonly SentError[] = []): void {
  for (const { extensions } of errors) {
    if (typeof extensions?.code === 'string') record.fail(extensions.code);
    if (typeof extensions?.id === 'string') record.errorId ??= extensions.id;
  }
}
