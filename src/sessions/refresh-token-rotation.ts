import type { EntityManager } from '@mikro-orm/core';
import { refuse } from '../api/error-result.js';
import { InvalidRefreshTokenError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../security/audit-trail.js';
import type { OperationLimits } from '../security/operation-limits.js';
import { BlacklistReason } from './blacklisted-token.entity.js';
import type { PresentedRefreshTokens, Presenting } from './context.js';
import type { RefreshStatements } from './refresh-statements.js';
import type { PresentedRefreshToken, RefreshTokens } from './refresh-token.js';
import { Session } from './session.entity.js';
import type { SessionEnding } from './session-ending.js';
import type { IssuedTokens, SessionTokens } from './session-tokens.js';

export interface RefreshTokenRotationServices {
  readonly refreshTokens: RefreshTokens;
  readonly statements: RefreshStatements;
  readonly sessionTokens: SessionTokens;
  readonly sessionEnding: SessionEnding;
  readonly audit: AuditTrail;
  readonly limits: OperationLimits;
  readonly clock: Clock;
}

/** Exchanges refresh tokens, each once: RFC 9700 §4.14.2. A replayed refresh token ends the session. */
export class RefreshTokenRotation {
  /** How many sessions this instance has ended because a used token was presented again, for the metrics. */
  replays = 0;

  constructor(private readonly services: RefreshTokenRotationServices) {}

  /**
   * Exchanges a refresh token for a new pair. Only where it is refused does it matter who sent the request.
   *
   * @throws {ExpectedError} InvalidRefreshTokenError: it is missing, forged, expired, used, or its session has ended;
   *   TooManyAttemptsError: the same, but too many were refused from this address. Forged tokens are not counted: they
   *   cost less than counting them would.
   */
  async rotate(caller: Presenting, presented: PresentedRefreshTokens): Promise<IssuedTokens> {
    const token = this.choose(presented);
    if (!token) throw refuse(new InvalidRefreshTokenError());
    const issued = (await this.exchange(token)) ?? (await this.repeat(token));
    if (issued) return issued;
    await caller.authenticate();
    if (issued === undefined) await this.endIfReplayed(caller.em, token, caller.actor);
    await this.services.limits.countFailedRefresh(caller.device);
    throw refuse(new InvalidRefreshTokenError());
  }

  /** Of several tokens of one session the newest genuine one: the others are left from before, or made up. */
  private choose({ texts, sessionId }: PresentedRefreshTokens): PresentedRefreshToken | undefined {
    const tokens = texts.flatMap((text) => this.services.refreshTokens.read(text) ?? []);
    const candidates = sessionId ? tokens.filter((token) => token.sessionId === sessionId) : tokens;
    const rank = ({ isGenuine, generation }: PresentedRefreshToken) => (isGenuine ? generation : 0);
    return candidates.sort((one, other) => rank(other) - rank(one))[0];
  }

  private async exchange(token: PresentedRefreshToken): Promise<IssuedTokens | undefined> {
    const { refreshTokens, statements, sessionTokens, clock } = this.services;
    const successor = refreshTokens.successorOf(token);
    const session = await statements.claim(token, successor, clock());
    return session && sessionTokens.issue(session, successor);
  }

  /** The same successor as before; null if its key has been removed, so that it cannot be recovered. */
  private async repeat(token: PresentedRefreshToken): Promise<IssuedTokens | null | undefined> {
    const { refreshTokens, statements, sessionTokens, clock } = this.services;
    const found = await statements.repeat(token, clock());
    if (!found) return undefined;
    const successor = refreshTokens.recoverSuccessor(token, found.digest);
    return successor ? sessionTokens.issue(found.session, successor) : null;
  }

  private async endIfReplayed(em: EntityManager, token: PresentedRefreshToken, actor: Actor): Promise<void> {
    const hasEnded = await em.transactional(async (tx) => {
      if (!(await this.services.sessionEnding.endReplayed(tx, token, BlacklistReason.REFRESH_TOKEN_REUSE)))
        return false;
      const { user } = await tx.findOneOrFail(Session, token.sessionId);
      this.services.audit.failure(tx, AuditEventKind.REFRESH_TOKEN_REUSE, actor, user.id);
      return true;
    });
    if (hasEnded) this.replays += 1;
  }
}
