import { type EntityManager, LockMode } from '@mikro-orm/core';
import { refuse } from '../api/error-result.js';
import { InvalidRefreshTokenError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../security/audit-trail.js';
import type { OperationLimits } from '../security/operation-limits.js';
import { digestOf } from '../security/token-derivation.js';
import { BlacklistReason } from './blacklisted-token.entity.js';
import type { PresentedRefreshTokens } from './context.js';
import { RefreshToken } from './refresh-token.entity.js';
import { mayBeRepeated } from './refresh-token.js';
import { Session } from './session.entity.js';
import type { SessionEnding } from './session-ending.js';
import type { IssuedTokens, SessionTokens } from './session-tokens.js';

export interface RefreshTokenRotationServices {
  readonly sessionTokens: SessionTokens;
  readonly sessionEnding: SessionEnding;
  readonly audit: AuditTrail;
  readonly limits: OperationLimits;
  readonly reuseWindowSeconds: number;
  readonly clock: Clock;
}

/** Exchanges refresh tokens, each once: RFC 9700 §4.14.2. A replayed refresh token ends the session. */
export class RefreshTokenRotation {
  constructor(private readonly services: RefreshTokenRotationServices) {}

  /**
   * Exchanges a refresh token for a new pair.
   *
   * @throws {ExpectedError} InvalidRefreshTokenError: it is missing, unknown, expired, used, or its session has ended;
   *   TooManyAttemptsError: the same, but too many were refused from this address.
   */
  async rotate(em: EntityManager, presented: PresentedRefreshTokens, actor: Actor): Promise<IssuedTokens> {
    if (presented.texts.length === 0) throw refuse(new InvalidRefreshTokenError());
    // The refusal is thrown outside: a session that a replay has ended must stay so.
    const issued = await em.transactional((tx) => this.exchange(tx, presented, actor));
    if (issued) return issued;
    await this.services.limits.countFailedRefresh(actor.device);
    throw refuse(new InvalidRefreshTokenError());
  }

  private async exchange(
    tx: EntityManager,
    { texts, sessionId }: PresentedRefreshTokens,
    actor: Actor,
  ): Promise<IssuedTokens | undefined> {
    const { sessionTokens, clock } = this.services;
    const textOf = new Map(texts.map((text) => [digestOf(text), text]));
    const token = await findOne(tx, [...textOf.keys()], sessionId);
    const presented = token && textOf.get(token.digest);
    if (!token || !presented) return undefined;
    const session = await lockSession(tx, token.session.id);
    if (!session || session.endedAt || session.user.deactivatedAt) return undefined;
    if (token.expiresAt <= clock() || sessionTokens.isExpired(session)) return undefined;
    const claimed = await this.claim(tx, token);
    if (claimed) return sessionTokens.replace(tx, token, presented);
    const repeated = await this.presentedAgain(tx, token, presented);
    if (!repeated) await this.endBecauseOfReuse(tx, session, actor);
    return repeated;
  }

  /** One conditional UPDATE: of two racing requests only one finds the token unused. */
  private async claim(tx: EntityManager, token: RefreshToken): Promise<boolean> {
    const unused = { id: token.id, usedAt: null };
    return (await tx.nativeUpdate(RefreshToken, unused, { usedAt: this.services.clock() })) === 1;
  }

  private async presentedAgain(tx: EntityManager, token: RefreshToken, presented: string) {
    const { sessionTokens, reuseWindowSeconds, clock } = this.services;
    const { usedAt } = await tx.refreshOrFail(token);
    const successor = await tx.findOne(RefreshToken, { parent: token.id });
    const text = successor && sessionTokens.recoverSuccessor(presented, successor);
    if (!usedAt || !successor || !text) return undefined;
    const use = { now: clock(), windowSeconds: reuseWindowSeconds, successorUsed: !!successor.usedAt };
    return mayBeRepeated({ usedAt, ...use }) ? sessionTokens.repeat(token.session, successor, text) : undefined;
  }

  private async endBecauseOfReuse(tx: EntityManager, session: Session, actor: Actor): Promise<void> {
    await this.services.sessionEnding.endOne(tx, session.id, BlacklistReason.REFRESH_TOKEN_REUSE);
    this.services.audit.failure(tx, AuditEventKind.REFRESH_TOKEN_REUSE, actor, session.user.id);
  }
}

/** Of several of one session that which is unused: the others are left from before. */
async function findOne(tx: EntityManager, digests: string[], session?: string): Promise<RefreshToken | undefined> {
  const found = await tx.find(RefreshToken, { digest: digests, ...(session && { session }) });
  return found.find(({ usedAt }) => !usedAt) ?? found[0];
}

/** Whoever refreshes or ends a session holds its row, so one of them is first. */
async function lockSession(tx: EntityManager, id: string): Promise<Session | null> {
  const session = await tx.findOne(Session, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (session) await tx.populate(session, ['user']);
  return session;
}
