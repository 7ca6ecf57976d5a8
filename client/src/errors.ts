/** A top-level error of a response. */
export interface GraphQLResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly reason?: string; readonly [name: string]: unknown };
}

export interface GatehouseErrorDetails {
  readonly errors?: readonly GraphQLResponseError[] | undefined;
  readonly data?: unknown;
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/**
 * Why a request failed, by `code`:
 *
 * - `BAD_RESPONSE`: the response was not GraphQL, but a proxy's error page, for example. `status` is its HTTP status.
 * - `REFRESH_FAILED`: the access token has expired, and a new one is not available right now: the network or the server
 *   failed. Nobody was signed out. Try again later.
 * - `COOKIES_BLOCKED`: a login succeeded, but the browser does not return the cookies of the session. The message says
 *   what to change.
 * - any other: `extensions.code` of the first of `errors`, as listed in Gatehouse's docs/errors.md.
 *
 * A network failure and an aborted request reject as `fetch` does: with `TypeError` and the signal's reason.
 */
export class GatehouseError extends Error {
  override readonly name = 'GatehouseError';
  /** All top-level errors of the response. */
  readonly errors: readonly GraphQLResponseError[];
  /** The data of the response, if any. */
  readonly data: unknown;
  /** The HTTP status. */
  readonly status: number | undefined;

  constructor(
    readonly code: string,
    message: string,
    { errors = [], data, status, cause }: GatehouseErrorDetails = {},
  ) {
    super(message, { cause });
    this.errors = errors;
    this.data = data;
    this.status = status;
  }

  /** Why a request counts as unauthenticated: `TOKEN_MISSING`, `TOKEN_BLACKLISTED` and so on. */
  get reason(): string | undefined {
    return this.errors[0]?.extensions?.reason;
  }
}
