import { GatehouseError } from './errors.js';

/** A top-level error of an answer. */
export interface GraphQLProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly reason?: string; readonly [name: string]: unknown };
}

/** An answer in GraphQL's own form. */
export interface GraphQLAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the document asks for.
  readonly data?: any;
  readonly errors?: readonly GraphQLProblem[];
}

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string;
}

/** A request as `fetch` wants it. */
export function post(request: GraphQLRequest, signal?: AbortSignal | null): RequestInit {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };
  return { method: 'POST', headers, body: JSON.stringify(request), ...(signal && { signal }) };
}

/** @throws {GatehouseError} BAD_RESPONSE: it is no answer in GraphQL's form. */
export async function readAnswer(response: Response): Promise<GraphQLAnswer> {
  const text = await response.text();
  const answer = parse(text) as GraphQLAnswer | undefined;
  if (answer?.data || answer?.errors) return answer;
  const message = `The server did not answer in GraphQL's form, but with HTTP status ${response.status}. Check the url.`;
  throw new GatehouseError('BAD_RESPONSE', message, { status: response.status });
}

/** @throws {GatehouseError} the answer has errors. */
export function dataOf({ data, errors }: GraphQLAnswer): NonNullable<GraphQLAnswer['data']> {
  if (!errors?.[0]) return data;
  throw new GatehouseError(errors[0].extensions?.code ?? 'UNKNOWN', errors[0].message, { errors, data });
}

/** What a text in JSON says; undefined if it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
