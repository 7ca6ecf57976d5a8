/**
 * Why a token was not accepted, or a verifier cannot work:
 *
 * - `TOKEN_MISSING`: the request has no `Authorization: Bearer`.
 * - `TOKEN_EXPIRED`: the client has to refresh.
 * - `TOKEN_INVALID`: it is not an access token of this issuer for this audience.
 * - `TOKEN_BLACKLISTED`: its session has ended, or its API key was revoked.
 * - `REAUTHENTICATION_REQUIRED`: the user has to prove more, or again, who they are: `requireAcr`.
 * - `FORBIDDEN`: the token lacks a role or a permission, or belongs to a machine.
 * - `REVOCATIONS_STALE`: too long without news of which tokens are revoked. No token is accepted.
 * - `KEYS_UNAVAILABLE`: the public keys cannot be fetched. Nothing is known about the token.
 * - `API_KEY_REFUSED`: the verifier's own API key is not accepted, or lacks the permission. Only of `ready`.
 * - `CLOSED`: the verifier was closed.
 */
export type VerificationErrorCode =
  | 'TOKEN_MISSING'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_INVALID'
  | 'TOKEN_BLACKLISTED'
  | 'REAUTHENTICATION_REQUIRED'
  | 'FORBIDDEN'
  | 'REVOCATIONS_STALE'
  | 'KEYS_UNAVAILABLE'
  | 'API_KEY_REFUSED'
  | 'CLOSED';

const STATUS: Record<VerificationErrorCode, number> = {
  TOKEN_MISSING: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_INVALID: 401,
  TOKEN_BLACKLISTED: 401,
  REAUTHENTICATION_REQUIRED: 401,
  FORBIDDEN: 403,
  REVOCATIONS_STALE: 503,
  KEYS_UNAVAILABLE: 503,
  API_KEY_REFUSED: 503,
  CLOSED: 503,
};

const MESSAGES: Record<VerificationErrorCode, string> = {
  TOKEN_MISSING: 'Send an access token as "Authorization: Bearer".',
  TOKEN_EXPIRED: 'The access token has expired. Refresh it, and repeat the request.',
  TOKEN_INVALID: 'The access token is not valid here. Log in again.',
  TOKEN_BLACKLISTED: 'The access token has been revoked. Log in again.',
  REAUTHENTICATION_REQUIRED: 'Confirm your identity, and repeat the request.',
  FORBIDDEN: 'You are not allowed to do this.',
  REVOCATIONS_STALE: 'It is not known at the moment which access tokens have been revoked. Try again later.',
  KEYS_UNAVAILABLE: 'The keys that verify access tokens are not available at the moment. Try again later.',
  API_KEY_REFUSED: 'Gatehouse refuses the API key of this service. Use a key with the permission TOKENS_INTROSPECT.',
  CLOSED: 'This verifier has been closed.',
};

/** What `WWW-Authenticate` says: RFC 6750 §3. */
const CHALLENGES: Partial<Record<VerificationErrorCode, string>> = {
  TOKEN_MISSING: 'Bearer',
  TOKEN_EXPIRED: 'Bearer error="invalid_token"',
  TOKEN_INVALID: 'Bearer error="invalid_token"',
  TOKEN_BLACKLISTED: 'Bearer error="invalid_token"',
  REAUTHENTICATION_REQUIRED: 'Bearer error="insufficient_user_authentication"',
  FORBIDDEN: 'Bearer error="insufficient_scope"',
};

export interface VerificationErrorDetails {
  readonly cause?: unknown;
  /** More parameters of the challenge. */
  readonly challenge?: string;
}

/** A token was not accepted. Fastify and Express send its `status` and `headers` if nothing catches it. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  /** The HTTP status to respond with. */
  readonly status: number;
  /** The headers to respond with. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: VerificationErrorCode,
    { cause, challenge = '' }: VerificationErrorDetails = {},
  ) {
    super(MESSAGES[code], cause === undefined ? {} : { cause });
    this.status = STATUS[code];
    this.headers = code in CHALLENGES ? { 'www-authenticate': `${CHALLENGES[code]}${challenge}` } : {};
  }
}
