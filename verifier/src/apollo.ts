import { type NodeRequest, type TokenVerifier, verifyHeader } from './bearer.js';
import type { AccessTokenClaims } from './claims.js';
import { VerificationError } from './errors.js';

export interface VerifiedContext {
  /** Null of a request without a token. */
  readonly claims: AccessTokenClaims | null;
}

/**
 * The `context` of Apollo Server. A request without a token has no claims; one whose token is not accepted fails as a
 * whole, with the codes of Gatehouse: `extensions.code` is `UNAUTHENTICATED`, and `extensions.reason` says why.
 */
export function apolloContext(verifier: TokenVerifier): (argument: { req: NodeRequest }) => Promise<VerifiedContext> {
  return async ({ req }) => {
    const { authorization } = req.headers;
    if (authorization === undefined) return { claims: null };
    const claims = await verifyHeader(verifier, authorization).catch((error) => {
      throw error instanceof VerificationError ? Object.assign(error, { extensions: extensionsOf(error) }) : error;
    });
    return { claims };
  };
}

/** What Apollo Server makes of an error's `extensions.http` is the response's status and headers. */
function extensionsOf({ code, status, headers }: VerificationError) {
  const http = { status, headers: new Map(Object.entries(headers)) };
  if (status === 401) return { code: 'UNAUTHENTICATED', reason: code, http };
  return { code, http };
}
