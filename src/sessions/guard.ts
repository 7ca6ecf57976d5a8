import type { AuthCheckerFn } from 'type-graphql';
import { ForbiddenError } from '../api/request-errors.js';
import type { Role } from '../users/user.entity.js';
import { requireAuthenticated } from './authentication.js';
import type { Context } from './context.js';

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
