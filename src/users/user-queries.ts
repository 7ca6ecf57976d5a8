import { type EntityManager, type FilterQuery, LockMode } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { User } from './user.entity.js';

/** The user as stored right now, kept from changing until the transaction ends; null if none is so. */
export function lockUser(tx: EntityManager, where: FilterQuery<User>): Promise<User | null> {
  return tx.findOne(User, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/**
 * Locks several users. The order of locks, which keeps any two transactions from waiting for each other:
 *
 * 1. Users, in the order of their ids. A transaction that needs more than one locks them all by this one statement.
 * 2. Sessions, in the order of theirs (SessionEnding).
 * 3. What belongs to a user: tokens, emails to be sent, audit events. Of audit events, only forgetting and pruning lock
 *    any that are committed; pruning skips what is locked.
 *
 * A transaction that holds a lock of a later step and needs one of an earlier step must not wait for it (`skip locked`).
 */
export function lockUsers(tx: EntityManager, which: FilterQuery<User>[]): Promise<User[]> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true } as const;
  return tx.find(User, { $or: which } as FilterQuery<User>, options);
}

/** Finds users by id. */
export type UserLoader = DataLoader<string, User | null>;

/** Those asked for at the same time are found by one query. Nothing is kept: who asks later gets what is true then. */
export function createUserLoader(em: EntityManager): UserLoader {
  const findAll = async (ids: readonly string[]) => {
    const users = await em.find(User, { id: { $in: [...new Set(ids)] } });
    const byId = new Map(users.map((user) => [user.id, user]));
    return ids.map((id) => byId.get(id) ?? null);
  };
  return new DataLoader(findAll, { cache: false });
}
