import type { Fetcher } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-sse';

/** Here browsers send the refresh cookie too. `SESSION_PATH` of the server. */
const ENDPOINT = '/graphql/session';

/** Tokens stay in cookies that no script can read. */
const HEADERS = { 'content-type': 'application/json', 'x-auth-transport': 'cookie' };

/** Subscriptions arrive as server-sent events, everything else as JSON. */
export const fetcher: Fetcher = (params, options) => {
  const headers = { ...HEADERS, ...options?.headers };
  const operation = { ...params, operationName: params.operationName ?? undefined };
  if (isSubscription(params.operationName, options)) {
    return createClient({ url: ENDPOINT, headers, credentials: 'same-origin', retryAttempts: 0 }).iterate(operation);
  }
  return post(headers, operation);
};

function isSubscription(name: string | null | undefined, options: Parameters<Fetcher>[1]): boolean {
  const operations = options?.documentAST?.definitions.filter(({ kind }) => kind === 'OperationDefinition') ?? [];
  const chosen = operations.find((each) => 'name' in each && each.name?.value === name) ?? operations[0];
  return !!chosen && 'operation' in chosen && chosen.operation === 'subscription';
}

async function post(headers: Record<string, string>, operation: object): Promise<ExecutionResult> {
  const response = await fetch(ENDPOINT, { method: 'POST', headers, body: JSON.stringify(operation) });
  return response.json();
}
