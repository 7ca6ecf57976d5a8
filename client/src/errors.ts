import type { GraphQLProblem } from './graphql.js';

export interface GatehouseErrorDetails {
  readonly errors?: readonly GraphQLProblem[] | undefined;
  readonly data?: unknown;
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/**
 * What a request failed of, by `code`:
 *
 * - `BAD_RESPONSE`: the answer was not GraphQL; a proxy's error page, say. `status` is its HTTP status.
 * - `REFRESH_FAILED`: the access token has expired, and no new one is to be had right now: the network or the server
 *   fails. Nobody was signed out. Try again later.
 * - `COOKIES_BLOCKED`: a login succeeded, but the browser does not return the cookies of the session. The message says
 *   what to change.
 * - any other: `extensions.code` of the first of `errors`, as listed in Gatehouse's docs/errors.md.
 *
 * A network that fails, and an aborted request, reject as `fetch` does: with `TypeError` and the signal's reason.
 */
export class GatehouseError extends Error {
  override readonly name = 'GatehouseError';
  /** All top-level errors of the answer. */
  readonly errors: readonly GraphQLProblem[];
  /** What the answer held besides its errors. */
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
