import type { AccessTokenClaims } from './claims.js';
import { VerificationError } from './errors.js';
import type { Verifier } from './verifier.js';

/** What adapters need of a verifier. */
export type TokenVerifier = Pick<Verifier, 'verify'>;

/** A request of Node.js, whatever the framework. */
export interface NodeRequest {
  readonly headers: { readonly authorization?: string | undefined };
}

/** The token of the header `Authorization`: RFC 6750 §2.1. */
export function bearerToken(authorization: string | null | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

/** @throws {VerificationError} TOKEN_MISSING, and as `verify`. */
export async function verifyHeader(
  verifier: TokenVerifier,
  authorization: string | null | undefined,
): Promise<AccessTokenClaims> {
  const token = bearerToken(authorization);
  if (token === undefined) throw new VerificationError('TOKEN_MISSING');
  return verifier.verify(token);
}

const claimsByRequest = new WeakMap<object, AccessTokenClaims>();

/** Verifies the token of a request, and keeps its claims for `claimsOf`. */
export async function authenticateRequest(verifier: TokenVerifier, request: NodeRequest): Promise<void> {
  claimsByRequest.set(request, await verifyHeader(verifier, request.headers.authorization));
}

/** @throws {VerificationError} TOKEN_MISSING: the hook or middleware did not run for this request. */
export function claimsOf(request: object): AccessTokenClaims {
  const claims = claimsByRequest.get(request);
  if (!claims) throw new VerificationError('TOKEN_MISSING');
  return claims;
}
