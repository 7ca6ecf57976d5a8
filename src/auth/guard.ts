import type { AuthCheckerFn } from 'type-graphql';
import { requireAuthenticated } from '../authentication.js';
import type { Context } from '../context.js';
import { ForbiddenError } from '../errors/request-errors.js';
import type { Role } from '../users/user.entity.js';

/**
 * Stands behind `@Authorized()` and `@Authorized(Role.ADMIN)`.
 *
 * @throws {UnauthenticatedError} there is no accepted access token.
 * @throws {ForbiddenError} the user has none of the roles.
 */
export const guard: AuthCheckerFn<Context, Role> = ({ context }, roles) => {
  const { user } = requireAuthenticated(context.authentication);
  if (roles.length > 0 && !roles.includes(user.role)) throw new ForbiddenError();
  return true;
};
