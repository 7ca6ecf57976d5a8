import { type EntityManager, type FilterQuery, LockMode, TransactionPropagation } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { validate as isUuid } from 'uuid';
import type { Clock } from '../clock.js';
import { BlacklistedToken, BlacklistReason } from '../tokens/blacklisted-token.entity.js';
import { Session } from './session.entity.js';
import { noticeSessionEnds } from './session-end-notice.js';

/** Locks in the order of lockLiving(). */
const END_EVERYBODYS = `
  with living as (
    select id from sessions where ended_at is null order by id for update
  ), ended as (
    update sessions set ended_at = ?, end_reason = ? from living where sessions.id = living.id returning sessions.*
  ), blacklisted as (
    insert into blacklisted_tokens (id, user_id, reason, blacklisted_at, expires_at)
    select id, user_id, end_reason, ended_at, access_tokens_expire_at from ended
    returning id
  )
  select count(*)::int as ended from blacklisted`;

/**
 * Ends sessions, reliably: their refresh tokens are dead and their access tokens blacklisted in one transaction, which
 * tells the devices that wait for it too.
 */
export class SessionEnding {
  constructor(private readonly clock: Clock) {}

  /** Ends the one session. Answers how many were ended: 1, or 0 if it was over already. */
  endOne(em: EntityManager, sessionId: string, reason: BlacklistReason): Promise<number> {
    return this.end(em, { id: sessionId }, reason);
  }

  /** Ends the one session if it is this user's. Answers how many were ended. */
  async endOwn(em: EntityManager, userId: string, sessionId: string, reason: BlacklistReason): Promise<number> {
    return isUuid(sessionId) ? this.end(em, { id: sessionId, user: userId }, reason) : 0;
  }

  /** Ends every session of a user. Answers how many were ended. */
  endAll(em: EntityManager, userId: string, reason: BlacklistReason): Promise<number> {
    return this.end(em, { user: userId }, reason);
  }

  /** Ends every session of a user but one. Answers how many were ended. */
  endOthers(em: EntityManager, userId: string, keptSessionId: string, reason: BlacklistReason): Promise<number> {
    return this.end(em, { user: userId, id: { $ne: keptSessionId } }, reason);
  }

  /** Ends every session of everybody, in one statement as there may be millions. Answers how many were ended. */
  endEverybodys(em: SqlEntityManager): Promise<number> {
    return em.transactional(async (tx) => {
      const values = [this.clock(), BlacklistReason.ENDED_BY_OPERATOR];
      const [{ ended } = { ended: 0 }] = await tx.execute<{ ended: number }[]>(END_EVERYBODYS, values);
      if (ended > 0) await noticeSessionEnds(tx, 'all');
      return ended;
    });
  }

  /** Joins the caller's transaction, if there is one. */
  private end(em: EntityManager, which: FilterQuery<Session>, reason: BlacklistReason): Promise<number> {
    const endAllOfThem = async (tx: EntityManager) => {
      const sessions = await lockLiving(tx, which);
      for (const session of sessions) this.endLocked(tx, session, reason);
      const ids = sessions.map(({ id }) => id);
      await noticeSessionEnds(tx, ids);
      return ids.length;
    };
    return em.transactional(endAllOfThem, { propagation: TransactionPropagation.REQUIRED });
  }

  private endLocked(tx: EntityManager, session: Session, reason: BlacklistReason): void {
    session.endedAt = this.clock();
    session.endReason = reason;
    tx.create(BlacklistedToken, {
      id: session.id,
      userId: session.user.id,
      reason,
      blacklistedAt: session.endedAt,
      expiresAt: session.accessTokensExpireAt,
    });
  }
}

/** Locks in one order, so that two who end the same sessions cannot deadlock. */
function lockLiving(tx: EntityManager, which: FilterQuery<Session>): Promise<Session[]> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true } as const;
  return tx.find(Session, { $and: [which, { endedAt: null }] }, options);
}
