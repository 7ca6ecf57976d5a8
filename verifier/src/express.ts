import { authenticateRequest, type NodeRequest, type TokenVerifier } from './bearer.js';

export { claimsOf } from './bearer.js';

/**
 * A middleware of Express. Requests without an accepted token get the status and the challenge of `VerificationError`, by
 * way of Express' error handling; handlers get the claims by `claimsOf(request)`.
 */
export function expressMiddleware(verifier: TokenVerifier) {
  return (request: NodeRequest, _response: unknown, next: (error?: unknown) => void): void => {
    authenticateRequest(verifier, request).then(() => next(), next);
  };
}
