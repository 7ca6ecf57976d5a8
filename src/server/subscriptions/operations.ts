import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql';
import type { Config } from '../../config/config.js';
import type { Logger } from '../../logger.js';
import { costProblem, graphqlLimits, recordErrors, recordOperation } from '../graphql/apollo.js';
import type { ContextBuilder } from '../graphql/context.js';
import { errorFormatter } from '../graphql/format-error.js';
import { halfSurrogatePairError } from '../graphql/surrogates.js';
import type { RequestRecord } from '../telemetry/request-record.js';
import type { ConnectionLimiter, SubscriptionConnections, SubscriptionContext } from './connections.js';
import type { Revocations } from './revocations.js';

export interface OperationParams {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

export type PreparedOperation = ExecutionArgs & { contextValue: SubscriptionContext };

/**
 * Does for subscriptions what Apollo Server does for queries and mutations: the same limits, codes and masking of
 * errors.
 */
export class SubscriptionOperations {
  private readonly rules;
  private readonly formatError;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly config: Config,
    log: Logger,
  ) {
    this.rules = [...specifiedRules, ...graphqlLimits(config).validationRules];
    this.formatError = errorFormatter(log);
  }

  /** Parses, validates and records an operation. Returns errors instead of throwing. */
  prepare(
    { query, operationName, variables }: OperationParams,
    context: SubscriptionContext,
    record: RequestRecord,
  ): PreparedOperation | GraphQLError[] {
    const document = this.parse(query);
    if (document instanceof GraphQLError) return [document];
    const errors = this.check(document, operationName, variables);
    if (errors.length > 0) return errors;
    const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
    const field = rootFieldOf(operation.selectionSet, document);
    // Once per WebSocket.
    if (!record.fieldNames.includes(field)) record.run(field);
    recordOperation(record, operation);
    return { schema: this.schema, document, operationName, variableValues: variables, contextValue: context };
  }

  /** False for anything that is not an operation. */
  isSubscription(params: Partial<OperationParams> | null): boolean {
    if (typeof params?.query !== 'string') return false;
    const document = this.parse(params.query);
    if (document instanceof GraphQLError) return false;
    return getOperationAST(document, params.operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  }

  /** Formats and records errors. */
  format(errors: readonly GraphQLError[], record: RequestRecord): GraphQLFormattedError[] {
    const formatted = errors.map((error) => this.formatError(error.toJSON(), error));
    recordErrors(record, formatted);
    return formatted;
  }

  formatResult<Result extends Pick<ExecutionResult, 'errors'>>(result: Result, record: RequestRecord): Result {
    // Formatted errors have everything that is sent, although the declared type is graphql-js' class.
    const errors = result.errors && (this.format(result.errors, record) as unknown as GraphQLError[]);
    return errors ? { ...result, errors } : result;
  }

  private parse(query: string): DocumentNode | GraphQLError {
    try {
      return parse(query, { maxTokens: this.config.graphqlMaxTokens });
    } catch (error) {
      return withCode(error as GraphQLError, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED);
    }
  }

  private check(
    document: DocumentNode,
    name: OperationParams['operationName'],
    variables: OperationParams['variables'],
  ) {
    const hideSuggestions = !this.config.introspectionEnabled;
    const broken = validate(this.schema, document, this.rules, { hideSuggestions });
    if (broken.length > 0) return withCodes(broken, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED);
    const operation = getOperationAST(document, name);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return [onlySubscriptions()];
    const halfPair = halfSurrogatePairError(variables);
    if (halfPair) return [halfPair];
    const { coerced, errors } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables ?? {});
    if (errors) return withCodes(errors, ApolloServerErrorCode.BAD_USER_INPUT);
    const tooExpensive = costProblem(this.config, { schema: this.schema, document, operation, variables: coerced });
    return tooExpensive ? [tooExpensive] : [];
  }
}

/**
 * Each kind of operation has one transport, so that what POST does for queries and mutations need not be repeated here.
 */
function onlySubscriptions(): GraphQLError {
  const code = ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE;
  return new GraphQLError('Only subscriptions run here. Send queries and mutations as POST requests to /graphql.', {
    extensions: { code },
  });
}

/** Validated: there is exactly one, maybe in a fragment. */
function rootFieldOf({ selections: [selection] }: SelectionSetNode, document: DocumentNode): string {
  if (selection?.kind === Kind.FIELD) return selection.name.value;
  if (selection?.kind === Kind.INLINE_FRAGMENT) return rootFieldOf(selection.selectionSet, document);
  const spread = document.definitions.find(
    (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection?.name.value,
  );
  return rootFieldOf((spread as FragmentDefinitionNode).selectionSet, document);
}

function withCodes(errors: readonly GraphQLError[], code: string): GraphQLError[] {
  return errors.map((error) => withCode(error, code));
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  Object.assign(error.extensions, { code });
  return error;
}

/** What WebSockets and event streams share. */
export interface SubscriptionServices {
  readonly contextBuilder: ContextBuilder;
  readonly connections: SubscriptionConnections;
  readonly limiter: ConnectionLimiter;
  readonly revocations: Revocations;
  readonly operations: SubscriptionOperations;
}
