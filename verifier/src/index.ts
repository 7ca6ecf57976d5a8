export { bearerToken, type NodeRequest, type TokenVerifier, verifyHeader } from './bearer.js';
export {
  type AccessTokenClaims,
  type Acr,
  type AcrOptions,
  type MachineClaims,
  requireAcr,
  requirePermission,
  requireRole,
  requireUser,
  type UserClaims,
} from './claims.js';
export type { Clock } from './clock.js';
export { VerificationError, type VerificationErrorCode, type VerificationErrorDetails } from './errors.js';
export type { FeedProblem } from './gatehouse-request.js';
export type { VerifierEvent, VerifierOptions } from './options.js';
export { createVerifier, type Verifier, type VerifierState } from './verifier.js';
