import { type EntityManager, type FilterQuery, LockMode } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { UnauthenticatedError } from '../api/request-errors.js';
import { User } from './user.entity.js';

/** Reads and locks a user until the transaction ends; null if there is none. */
export function lockUser(tx: EntityManager, where: FilterQuery<User>): Promise<User | null> {
  return tx.findOne(User, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/**
 * Locks the user of an access token that was accepted before the transaction began.
 *
 * @throws {UnauthenticatedError} the account was deleted or deactivated meanwhile.
 */
export async function lockSignedIn(tx: EntityManager, id: string): Promise<User> {
  const user = await lockUser(tx, { id, deactivatedAt: null });
  if (!user) throw new UnauthenticatedError('TOKEN_INVALID');
  return user;
}

/**
 * Locks several users. To prevent deadlocks, every transaction locks in this order:
 *
 * 1. Users, in the order of their ids. A transaction that needs several locks them all with this one statement.
 * 2. Sessions, in the order of their ids (SessionEnding).
 * 3. What belongs to a user: tokens, outgoing emails, audit events. Only erasing and pruning lock committed audit
 * events; pruning skips locked ones.
 *
 * A transaction that holds a lock of a later step and needs one of an earlier step must not wait for it (`skip locked`).
 */
export function lockUsers(tx: EntityManager, which: FilterQuery<User>[]): Promise<User[]> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true } as const;
  return tx.find(User, { $or: which } as FilterQuery<User>, options);
}

export type UserLoader = DataLoader<string, User | null>;

/**
 * Users requested at the same time are found with one query. Nothing is cached, so later requests see the current data.
 */
export function createUserLoader(em: EntityManager): UserLoader {
  const findAll = async (ids: readonly string[]) => {
    const users = await em.find(User, { id: { $in: [...new Set(ids)] } });
    const byId = new Map(users.map((user) => [user.id, user]));
    return ids.map((id) => byId.get(id) ?? null);
  };
  return new DataLoader(findAll, { cache: false });
}
