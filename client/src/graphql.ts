import { GatehouseError, type GraphQLResponseError } from './errors.js';

/** A GraphQL response. */
export interface GraphQLResponse {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the document asks for.
  readonly data?: any;
  readonly errors?: readonly GraphQLResponseError[];
}

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string;
}

/** The options of `fetch` for a request. */
export function post(request: GraphQLRequest, signal?: AbortSignal | null): RequestInit {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };
  return { method: 'POST', headers, body: JSON.stringify(request), ...(signal && { signal }) };
}

/** @throws {GatehouseError} BAD_RESPONSE: it is not a GraphQL response. */
export async function readResponse(response: Response): Promise<GraphQLResponse> {
  const text = await response.text();
  const parsed = parse(text) as GraphQLResponse | undefined;
  if (parsed?.data || parsed?.errors) return parsed;
  const message = `The server did not send a GraphQL response, but HTTP status ${response.status}. Check the url.`;
  throw new GatehouseError('BAD_RESPONSE', message, { status: response.status });
}

/** @throws {GatehouseError} the response has errors. */
export function dataOf({ data, errors }: GraphQLResponse): NonNullable<GraphQLResponse['data']> {
  if (!errors?.[0]) return data;
  throw new GatehouseError(errors[0].extensions?.code ?? 'UNKNOWN', errors[0].message, { errors, data });
}

/** The value of a JSON text; undefined if it is not valid. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
