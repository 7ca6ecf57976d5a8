/** Why Gatehouse could not be asked, or the connection to it was lost. */
export type FeedProblem =
  | 'UNREACHABLE'
  | 'BAD_RESPONSE'
  | 'UNAUTHENTICATED'
  | 'API_KEY_REFUSED'
  | 'TOO_MANY_ATTEMPTS'
  | 'SERVER_ERROR'
  | 'ENDED'
  | 'SILENT'
  | 'DELAYED';

export class FeedError extends Error {
  override readonly name = 'FeedError';

  constructor(
    readonly problem: FeedProblem,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
  }
}

export interface Connection {
  /** Of the API. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

export interface GraphQLResponse {
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions?: { readonly code?: string } }>;
}

const TIMEOUT_MILLIS = 5000;

/** Sends a document. @throws {FeedError} no connection was made. */
export async function post(
  { url, fetch }: Connection,
  body: { query: string; variables?: object },
  { accept, token, signal }: { accept: string; token?: string; signal: AbortSignal },
): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', accept, ...authorization };
  try {
    // Neither the API key nor a token follows a redirection to another place.
    return await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal, redirect: 'error' });
  } catch (error) {
    throw new FeedError('UNREACHABLE', 'Gatehouse cannot be reached.', error);
  }
}

/**
 * Runs a mutation.
 *
 * @returns its result.
 * @throws {FeedError} there is none.
 */
export async function mutate<Result>(
  connection: Connection,
  body: { query: string; variables: object },
  credentials: { token?: string } = {},
): Promise<Result> {
  const signal = AbortSignal.timeout(TIMEOUT_MILLIS);
  const response = await post(connection, body, { accept: 'application/json', signal, ...credentials });
  const { data, errors } = (await response.json().catch((error) => {
    throw new FeedError('BAD_RESPONSE', `Gatehouse's response has status ${response.status}, and is not JSON.`, error);
  })) as GraphQLResponse;
  throwFirst(errors);
  const [result] = Object.values(data ?? {});
  if (!result) throw new FeedError('BAD_RESPONSE', `Gatehouse's response has status ${response.status}, and no data.`);
  return result as Result;
}

const PROBLEMS: Readonly<Record<string, FeedProblem>> = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'API_KEY_REFUSED',
};

/** @throws {FeedError} the response has errors. */
export function throwFirst(errors: GraphQLResponse['errors']): void {
  if (!errors?.[0]) return;
  const { message, extensions } = errors[0];
  throw new FeedError(PROBLEMS[extensions?.code ?? ''] ?? 'SERVER_ERROR', message);
}
