import type { SqlEntityManager } from '@mikro-orm/sql';
import type { User } from '../../src/users/user.entity.js';
import { lockUser } from '../../src/users/user-queries.js';
import { until } from './until.js';

const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/**
 * Waits until so many transactions wait for what another one has locked, or until there is no more to wait for. They go
 * on in the order in which they came.
 */
export async function untilWaiting(em: SqlEntityManager, count = 1, isOver = () => false): Promise<void> {
  await until(async () => isOver() || (await em.execute(WAITING)).length >= count);
}

export async function untilNoneWaits(em: SqlEntityManager): Promise<void> {
  await until(async () => (await em.execute(WAITING)).length === 0);
}

/** Keeps a user locked, as a transaction under way would, until it is released: with whatever was changed. */
export async function holdUser(em: SqlEntityManager, id: string): Promise<{ user: User; release(): Promise<void> }> {
  await em.begin();
  const user = await lockUser(em, { id });
  if (!user) throw new Error(`There is no user ${id}.`);
  return { user, release: () => em.commit() };
}
