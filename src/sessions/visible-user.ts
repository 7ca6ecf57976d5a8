import { validate as isUuid } from 'uuid';
import { ForbiddenError } from '../api/request-errors.js';
import { Role, type User } from '../users/user.entity.js';
import { currentUser, requireAuthenticated } from './authentication.js';
import type { Context } from './context.js';
import { Permission, requirePermission } from './permissions.js';

/**
 * The user of an id, if the caller may see it: users see themselves; administrators, and machines with USERS_READ, see
 * everyone.
 *
 * @throws {UnauthenticatedError} credentials were sent and are bad.
 */
export async function findVisibleUser({ authentication, users }: Context, id: string): Promise<User | null> {
  if (authentication.state === 'machine') {
    const maySee = authentication.machine.permissions.includes(Permission.USERS_READ);
    return maySee && isUuid(id) ? users.load(id.toLowerCase()) : null;
  }
  const viewer = currentUser(authentication);
  if (!viewer || !isUuid(id)) return null;
  if (id.toLowerCase() === viewer.id) return viewer;
  return viewer.role === Role.ADMIN ? users.load(id.toLowerCase()) : null;
}

/**
 * For what only users themselves and administrators may know.
 *
 * @param coordinate of the field, for machines that have a permission for it.
 * @throws {UnauthenticatedError} nobody is signed in.
 * @throws {ForbiddenError} someone else is.
 */
export function requireVisible({ authentication }: Context, { id }: Pick<User, 'id'>, coordinate = ''): void {
  if (authentication.state === 'machine') {
    requirePermission(authentication.machine, coordinate);
    return;
  }
  const viewer = requireAuthenticated(authentication).user;
  if (viewer.id !== id && viewer.role !== Role.ADMIN) throw new ForbiddenError();
}
