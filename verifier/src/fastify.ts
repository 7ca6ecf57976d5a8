import { authenticateRequest, type NodeRequest, type TokenVerifier } from './bearer.js';

export { claimsOf } from './bearer.js';

/**
 * A hook of Fastify, for `onRequest`. Requests without an accepted token get the status and the challenge of
 * `VerificationError`; handlers get the claims by `claimsOf(request)`.
 */
export function fastifyHook(verifier: TokenVerifier): (request: NodeRequest) => Promise<void> {
  return (request) => authenticateRequest(verifier, request);
}
