import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../graphql/context.js';
import type { RequestRecord } from './request-record.js';

/** More of the name of an operation is not worth the room in the log. */
const MAX_OPERATION_NAME_LENGTH = 64;

type SentError = Pick<GraphQLFormattedError, 'extensions'>;

/** Notes in the request's record what GraphQL has made of it. */
export function recordOperations(): ApolloServerPlugin<RequestContext> {
  const willSendResponse = async (finished: GraphQLRequestContextWillSendResponse<RequestContext>) => {
    const { operation, contextValue, response } = finished;
    const { record, authentication } = contextValue;
    recordOperation(record, operation);
    if (authentication.state === 'authenticated') record.userId = authentication.user.id;
    if (response.body.kind === 'single') recordErrors(record, response.body.singleResult.errors);
  };
  const listener = { willSendResponse };
  return { requestDidStart: async () => listener };
}

export function recordOperation(record: RequestRecord, operation: OperationDefinitionNode | undefined): void {
  // GraphQL's grammar leaves nothing but letters, digits and _ in a name.
  record.operationName = operation?.name?.value.slice(0, MAX_OPERATION_NAME_LENGTH);
  record.operationType = operation?.operation;
}

/** Notes errors as the client sees them. */
export function recordErrors(record: RequestRecord, errors: readonly SentError[] = []): void {
  for (const { extensions } of errors) {
    if (typeof extensions?.code === 'string') record.fail(extensions.code);
    if (typeof extensions?.id === 'string') record.errorId ??= extensions.id;
  }
}
