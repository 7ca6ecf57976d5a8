import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Refusal } from '../errors/error-result.js';
import { LastAdministratorError } from '../errors/expected-errors.js';
import { Role, User } from '../users/user.entity.js';

/**
 * The active administrators, locked in one order, before any other user is. Of two administrators who act against each
 * other at the same moment the second one waits here, and sees what the first one did.
 */
export function lockAdministrators(tx: EntityManager): Promise<User[]> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true } as const;
  return tx.find(User, { role: Role.ADMIN, deactivatedAt: null }, options);
}

/**
 * @param user locked after the administrators: may have become one too late to be among them.
 * @throws {Refusal} LastAdministratorError: without this user there would be none.
 */
export function keepOneWithout(user: User, administrators: readonly User[]): void {
  const isAdministrator = user.role === Role.ADMIN && !user.deactivatedAt;
  const isAlone = !administrators.some(({ id }) => id !== user.id);
  if (isAdministrator && isAlone) throw new Refusal(new LastAdministratorError());
}
