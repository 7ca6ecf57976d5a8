import type { Fetcher } from '@graphiql/toolkit';
import { type ExecutionResult, getOperationAST, Kind, parse } from 'graphql';
import { createClient } from 'graphql-sse';

/** Here browsers send the refresh cookie too. `SESSION_PATH` of the server. */
const ENDPOINT = '/graphql/session';

/** Tokens stay in cookies that no script can read. */
const HEADERS = { 'content-type': 'application/json', 'x-auth-transport': 'cookie' };

/** Subscriptions arrive as server-sent events, everything else as JSON. */
export const fetcher: Fetcher = (params, options) => {
  const headers = { ...HEADERS, ...options?.headers };
  const document = parse(params.query);
  const isOnly = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
  // For a moment after a change of tabs GraphiQL still has the name of the other tab's operation.
  const chosen = getOperationAST(document, isOnly ? null : params.operationName);
  const operation = { ...params, operationName: chosen?.name?.value };
  if (chosen?.operation !== 'subscription') return post(headers, operation);
  return createClient({ url: ENDPOINT, headers, credentials: 'same-origin', retryAttempts: 0 }).iterate(operation);
};

async function post(headers: Record<string, string>, operation: object): Promise<ExecutionResult> {
  const response = await fetch(ENDPOINT, { method: 'POST', headers, body: JSON.stringify(operation) });
  return response.json();
}
