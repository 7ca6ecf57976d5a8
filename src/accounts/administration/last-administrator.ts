import type { EntityManager, FilterQuery } from '@mikro-orm/core';
import { LastAdministratorError } from '../../api/administration-errors.js';
import { refuse } from '../../api/error-result.js';
import { ForbiddenError } from '../../api/request-errors.js';
import type { Actor } from '../../security/audit-trail.js';
import { Role, User } from '../../users/user.entity.js';
import { lockUser, lockUsers } from '../../users/user-queries.js';

export const ACTIVE_ADMINISTRATOR = { role: Role.ADMIN, deactivatedAt: null };

export function isActiveAdministrator({ role, deactivatedAt }: User): boolean {
  return role === Role.ADMIN && !deactivatedAt;
}

/**
 * To be called before a user stops being an active administrator.
 *
 * @throws {ExpectedError} LastAdministratorError: there would be none without this user.
 */
export type KeepOneWithout = (user: User) => void;

/** The transaction has to start again, with all administrators locked. */
class AdministratorConcerned extends Error {}

/**
 * Runs a transaction in which some users are locked. All administrators are locked only if the act turns out to concern
 * one of them: then the transaction is rolled back and run once more. Of two administrators who act against each other
 * at the same moment, the second one waits and sees what the first one did.
 *
 * @param which the users to lock, as far as they exist.
 */
export async function withUsersLocked<T>(
  em: EntityManager,
  which: FilterQuery<User>[],
  act: (tx: EntityManager, locked: User[], assertNotLastAdministrator: KeepOneWithout) => Promise<T>,
): Promise<T> {
  try {
    return await em.transactional(async (tx) => act(tx, await lockUsers(tx, which), refuseAdministrator));
  } catch (error) {
    if (!(error instanceof AdministratorConcerned)) throw error;
  }
  return em.transactional(async (tx) => {
    const locked = await lockUsers(tx, [...which, ACTIVE_ADMINISTRATOR]);
    return act(tx, locked, keepOneOf(locked));
  });
}

/**
 * Runs a transaction that holds the administrator who acts, and names no other user.
 *
 * @throws {ForbiddenError} another administrator has taken the role since the request came in.
 */
export function actAsAdministrator<T>(
  em: EntityManager,
  { userId }: Actor,
  act: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  return em.transactional(async (tx) => {
    if (!(await lockUser(tx, { id: userId, ...ACTIVE_ADMINISTRATOR }))) throw new ForbiddenError();
    return act(tx);
  });
}

function refuseAdministrator(user: User): void {
  if (isActiveAdministrator(user)) throw new AdministratorConcerned();
}

function keepOneOf(locked: readonly User[]): KeepOneWithout {
  return (user) => {
    const isAlone = !locked.some((other) => other.id !== user.id && isActiveAdministrator(other));
    if (isActiveAdministrator(user) && isAlone) throw refuse(new LastAdministratorError());
  };
}

/** Whether there would be no active administrator without this user, as far as can be known without a lock. */
export async function isLastAdministrator(em: EntityManager, userId: string): Promise<boolean> {
  if (!(await em.count(User, { id: userId, ...ACTIVE_ADMINISTRATOR }))) return false;
  return (await em.count(User, { id: { $ne: userId }, ...ACTIVE_ADMINISTRATOR })) === 0;
}
