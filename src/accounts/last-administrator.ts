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

/** @throws {Refusal} LastAdministratorError: without this user there would be none. */
export function keepOneWithout(userId: string, administrators: readonly User[]): void {
  if (administrators.length === 1 && administrators[0]?.id === userId) throw new Refusal(new LastAdministratorError());
}
