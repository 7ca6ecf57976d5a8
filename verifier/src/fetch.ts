import { type TokenVerifier, verifyHeader } from './bearer.js';
import type { AccessTokenClaims } from './claims.js';
import { VerificationError } from './errors.js';

/**
 * Wraps a handler of the Fetch API, as of Hono, Next.js or Deno. It is called with the claims of the request's token;
 * what it throws by `requireRole` and the like becomes a response, too.
 */
export function withClaims<Rest extends unknown[]>(
  verifier: TokenVerifier,
  handler: (request: Request, claims: AccessTokenClaims, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    try {
      const claims = await verifyHeader(verifier, request.headers.get('authorization'));
      return await handler(request, claims, ...rest);
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      const { code, message, status, headers } = error;
      return Response.json({ code, message }, { status, headers });
    }
  };
}
