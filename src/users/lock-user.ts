import { type EntityManager, type FilterQuery, LockMode } from '@mikro-orm/core';
import { User } from './user.entity.js';

/** The user as stored right now, kept from changing until the transaction ends; null if none is so. */
export function lockUser(tx: EntityManager, where: FilterQuery<User>): Promise<User | null> {
  return tx.findOne(User, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
