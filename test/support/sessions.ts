import type { SqlEntityManager } from '@mikro-orm/sql';
import { addSeconds } from '../../src/clock.js';
import { Session } from '../../src/sessions/session.entity.js';

interface Server {
  readonly em: SqlEntityManager;
  readonly clock: { now(): Date };
}

const HOUR_SECONDS = 3600;

interface Times {
  readonly usedAt?: Date;
  readonly expiresAt?: Date;
  readonly endedAt?: Date | null;
}

/** Adds sessions to an account. By default they were used longer ago than any that a test starts. */
export async function addSessions({ em, clock }: Server, userId: string, count: number, times: Times = {}) {
  const { usedAt = addSeconds(clock.now(), -HOUR_SECONDS), endedAt = null } = times;
  const { expiresAt = addSeconds(clock.now(), HOUR_SECONDS) } = times;
  await em.execute(
    `insert into sessions (id, user_id, created_at, last_used_at, expires_at, access_tokens_expire_at, ended_at)
     select gen_random_uuid(), ?, ?, ?, ?, ?, ? from generate_series(1, ?)`,
    [userId, usedAt, usedAt, expiresAt, expiresAt, endedAt, count],
  );
}

export function activeSessions({ em, clock }: Server, userId: string): Promise<number> {
  return em.count(Session, { user: userId, endedAt: null, expiresAt: { $gt: clock.now() } });
}
