import { type EntityManager, type RawQueryFragment, sql } from '@mikro-orm/core';
import { refuse } from '../api/error-result.js';
import { SessionNotFoundError } from '../api/expected-errors.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import { type Actor, type AuditTrail, NO_ACTOR } from '../security/audit-trail.js';
import type { AccessTokenClaims, AccessTokens } from './access-token.js';
import { type Authentication, type Caller, type PresentedToken, requireAuthenticated } from './authentication.js';
import { BlacklistReason } from './blacklisted-token.entity.js';
import type { CookieTokens, Presenting } from './context.js';
import type { EndSessionOfToken } from './logout-statement.js';
import type { PresentedRefreshToken, RefreshTokens } from './refresh-token.js';
import { hasDigest, Session } from './session.entity.js';
import type { SessionEnding } from './session-ending.js';

/** Lets users sign out another device of theirs. */
export class SessionRevocation {
  constructor(
    private readonly ending: SessionEnding,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Ends one of the signed-in user's sessions.
   *
   * @throws {ExpectedError} SessionNotFoundError: it does not exist, has ended, or belongs to someone else.
   */
  async revoke({ em, actor, authentication }: Caller, sessionId: string): Promise<void> {
    const { user } = requireAuthenticated(authentication);
    await em.transactional(async (tx) => {
      const ended = await this.ending.endOwn(tx, user.id, sessionId, BlacklistReason.SESSION_REVOKED);
      if (!ended) throw refuse(new SessionNotFoundError());
      this.audit.success(tx, AuditEventKind.SESSION_REVOKED, actor, user.id);
    });
  }
}

export interface LogoutServices {
  readonly sessionEnding: SessionEnding;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly audit: AuditTrail;
  readonly endSessionOfToken: EndSessionOfToken;
  readonly clock: Clock;
}

export interface LogoutResult {
  readonly endedSessionCount: number;
  /** The user who signed out, if the access token was accepted. */
  readonly userId?: string | undefined;
}

/** A session to end, with its user. */
interface FoundSession {
  readonly id: string;
  readonly userId: string;
  readonly hasEnded: boolean;
}

/**
 * Signs users out. When a method has returned, no instance accepts the tokens any more. What ends no session, because
 * another request has just ended it, is not recorded.
 */
export class Logout {
  constructor(private readonly services: LogoutServices) {}

  /**
   * Ends the session of the access token; without an accepted one, that of the refresh token. Ends those of all cookies,
   * too: of several with one name, it cannot be known which one the browser will go on sending. If all tokens name one
   * session and are accepted, as usual, a single statement both checks and ends it.
   *
   * @throws {UnauthenticatedError} none of the tokens belongs to an active session.
   */
  async logout(caller: Presenting, cookies: CookieTokens, refreshToken: string | undefined): Promise<LogoutResult> {
    const claims = this.claimsOf(caller.presented);
    const endedSessionCount = await this.endSole(caller, claims, cookies, refreshToken);
    if (endedSessionCount > 0) return { endedSessionCount, userId: claims?.sub };
    await caller.authenticate();
    return { endedSessionCount: await this.endFound(caller, cookies, refreshToken) };
  }

  private claimsOf(presented: PresentedToken): AccessTokenClaims | undefined {
    if (presented.kind !== 'token') return undefined;
    const claims = this.services.accessTokens.verify(presented.token);
    return typeof claims === 'string' ? undefined : claims;
  }

  /** Ends the session that all tokens name, if they are accepted; none if they name several. */
  private async endSole(
    { em, device }: Presenting,
    claims: AccessTokenClaims | undefined,
    { accessTokens, refreshTokens }: CookieTokens,
    refreshToken: string | undefined,
  ): Promise<number> {
    const { sessionEnding, audit, endSessionOfToken, clock } = this.services;
    const named = this.namedBy(accessTokens);
    const tokens = this.read(refreshToken && !claims ? [refreshToken, ...refreshTokens] : refreshTokens);
    const ids = [...(claims ? [claims.sid] : []), ...named, ...tokens.map(({ sessionId }) => sessionId)];
    const [id, ...others] = new Set(ids);
    if (id === undefined || others.length > 0) return 0;
    if (claims) return endSessionOfToken(claims, device, clock());
    const which = named.length > 0 ? sql`id = ${id}` : sessionOfTokens(id, tokens);
    return sessionEnding.endRecorded(em, which, BlacklistReason.LOGOUT, (userIds) =>
      audit.recordingOwn(AuditEventKind.LOGOUT, device, userIds),
    );
  }

  /** @returns how many sessions were ended. */
  private async endFound(caller: Caller, cookies: CookieTokens, refreshToken: string | undefined): Promise<number> {
    const { em, authentication, actor } = caller;
    const signedIn = authentication.state === 'authenticated' ? [sessionOf(authentication)] : [];
    const texts =
      refreshToken && signedIn.length === 0 ? [refreshToken, ...cookies.refreshTokens] : cookies.refreshTokens;
    const found = [...signedIn, ...(await this.sessionsOf(em, cookies.accessTokens, texts, signedIn))];
    const active = found.filter(({ hasEnded }) => !hasEnded);
    const [own] = active;
    if (!own) throw refusal(authentication, texts, found);
    const { sessionEnding, audit } = this.services;
    const ids = active.map(({ id }) => id);
    const users = [...new Set(active.map(({ userId }) => userId))];
    const acts = users.map((subjectId) => ({ actor: actorOf(subjectId, own, actor), subjectId }));
    return sessionEnding.endRecorded(em, sql`id in (${ids})`, BlacklistReason.LOGOUT, (userIds) =>
      audit.recording(AuditEventKind.LOGOUT, acts, userIds),
    );
  }

  /** @throws {UnauthenticatedError} no access token was accepted. */
  async logoutAll({ em, authentication, actor }: Caller): Promise<number> {
    const { user } = requireAuthenticated(authentication);
    return em.transactional(async (tx) => {
      const ended = await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.LOGOUT_ALL);
      if (ended > 0) this.services.audit.success(tx, AuditEventKind.LOGOUT_ALL, actor, user.id);
      return ended;
    });
  }

  /** Those of access cookies first: no other host can plant one. */
  private async sessionsOf(
    em: EntityManager,
    accessTokens: readonly string[],
    refreshTokens: readonly string[],
    known: readonly FoundSession[],
  ): Promise<FoundSession[]> {
    const [named, tokens] = [this.namedBy(accessTokens), this.read(refreshTokens)];
    const ids = [...named, ...tokens.map(({ sessionId }) => sessionId)];
    const unknown = [...new Set(ids)].filter((id) => !known.some((session) => session.id === id));
    if (unknown.length === 0) return [];
    const sessions = await em.find(Session, { id: unknown }, { populate: ['refreshDigest'], disableIdentityMap: true });
    const found = sessions.filter(
      (session) => named.includes(session.id) || tokens.some((token) => isOf(token, session)),
    );
    const order = ({ id }: Session) => unknown.indexOf(id);
    return found
      .sort((one, other) => order(one) - order(other))
      .map(({ id, user, endedAt }) => ({ id, userId: user.id, hasEnded: endedAt !== null }));
  }

  /** The sessions of access tokens, even of those that have expired. */
  private namedBy(accessTokens: readonly string[]): string[] {
    return accessTokens.flatMap((token) => this.services.accessTokens.sessionIdOf(token) ?? []);
  }

  private read(refreshTokens: readonly string[]): PresentedRefreshToken[] {
    return refreshTokens.flatMap((text) => this.services.refreshTokens.read(text) ?? []);
  }
}

/** A session by its refresh tokens: any genuine one, even an old one; of others that which is stored. */
function sessionOfTokens(id: string, tokens: readonly PresentedRefreshToken[]): RawQueryFragment {
  if (tokens.some(({ isGenuine }) => isGenuine)) return sql`id = ${id}`;
  return sql`id = ${id} and encode(refresh_digest, 'hex') in (${tokens.map(({ digest }) => digest)})`;
}

/** Any genuine token of the session, even an old one; of others that which is stored. */
function isOf({ sessionId, isGenuine, digest }: PresentedRefreshToken, session: Session): boolean {
  return sessionId === session.id && (isGenuine || hasDigest(session, digest));
}

function sessionOf({ token, user }: Extract<Authentication, { state: 'authenticated' }>): FoundSession {
  return { id: token.sid, userId: user.id, hasEnded: false };
}

/** The owner of a planted cookie is to learn nothing of the person in whose browser it was. */
function actorOf(userId: string, own: FoundSession, actor: Actor): Actor {
  return userId === own.userId ? { ...actor, userId } : NO_ACTOR;
}

function refusal(authentication: Authentication, texts: readonly string[], found: readonly FoundSession[]) {
  if (authentication.state === 'refused') return new UnauthenticatedError(authentication.reason);
  if (texts.length === 0) return new UnauthenticatedError('TOKEN_MISSING');
  return new UnauthenticatedError(found.length > 0 ? 'TOKEN_BLACKLISTED' : 'TOKEN_INVALID');
}
