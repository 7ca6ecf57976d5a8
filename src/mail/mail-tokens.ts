import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../api/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../api/expected-errors.js';
import { addSeconds, type Clock } from '../clock.js';
import { digestOf, type TokenDerivation } from '../security/token-derivation.js';
import type { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import { EmailLogin, MailTemplate, MailToken, MailTokenPurpose, OutgoingMail } from './mail.entities.js';
import type { MailedToken } from './mail-renderer.js';

export interface MailTokenOptions {
  /** Derives the token from its id, so that an email can be sent again although only the digest is stored. */
  readonly derivation: TokenDerivation;
  readonly passwordResetTtlSeconds: number;
  readonly emailVerificationTtlSeconds: number;
  readonly invitationTtlSeconds: number;
  readonly clock: Clock;
}

/** How long a change of the email address can be undone. */
const UNDO_SECONDS = 7 * 86_400;

/** What sets a password. */
export const PASSWORD_PURPOSES = [MailTokenPurpose.RESET_PASSWORD, MailTokenPurpose.INVITATION];
const PASSWORD_TEMPLATES = [MailTemplate.RESET_PASSWORD, MailTemplate.INVITATION];

/** Issues and redeems tokens that are sent by email. */
export class MailTokens {
  constructor(private readonly options: MailTokenOptions) {}

  issue(tx: EntityManager, user: User, purpose: MailTokenPurpose, email: string): MailToken {
    const expiresAt = addSeconds(this.options.clock(), this.ttlSeconds(purpose));
    const id = uuidv7();
    return tx.create(MailToken, {
      id,
      digest: digestOf(this.options.derivation.derive(id)),
      purpose,
      user,
      email,
      expiresAt,
    });
  }

  /**
   * Issues the token that restores the address of a user, who must be locked. Each of these tokens expires later than
   * the previous one, even if the clocks of instances differ, because their order determines which changes came later.
   */
  async issueUndo(tx: EntityManager, user: User, email: string): Promise<MailToken> {
    const newestFirst = { orderBy: { expiresAt: 'desc' }, limit: 1 } as const;
    const [newest] = await tx.find(MailToken, { user, purpose: MailTokenPurpose.UNDO_EMAIL_CHANGE }, newestFirst);
    const token = this.issue(tx, user, MailTokenPurpose.UNDO_EMAIL_CHANGE, email);
    const earliest = new Date((newest?.expiresAt.getTime() ?? 0) + 1);
    if (token.expiresAt < earliest) token.expiresAt = earliest;
    return token;
  }

  /** @returns the token itself, or undefined if the key that derived it was removed. */
  textOf({ id, digest }: MailToken): string | undefined {
    return this.options.derivation.rederive(id, digest);
  }

  /** What an email with the token contains, unless the key that derived it was removed. */
  toSend(token: MailToken): MailedToken | undefined {
    const text = this.textOf(token);
    return text === undefined ? undefined : { text, expiresAt: token.expiresAt };
  }

  isExpired(token: MailToken): boolean {
    return token.expiresAt <= this.options.clock();
  }

  /**
   * Finds a token that can be redeemed for one of the given purposes.
   *
   * @throws {ExpectedError} InvalidMailTokenError: it is unknown, of another purpose, used or expired.
   */
  async find(em: EntityManager, text: string, purposes: MailTokenPurpose[]): Promise<MailToken> {
    const token = await em.findOne(MailToken, { digest: digestOf(text), purpose: purposes }, { refresh: true });
    if (!token) throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
    if (this.isExpired(token)) throw refuse(new InvalidMailTokenError(MailTokenProblem.EXPIRED));
    if (token.usedAt) throw refuse(new InvalidMailTokenError(MailTokenProblem.USED));
    return token;
  }

  /**
   * Redeems a token for one of the given purposes, with one conditional UPDATE: of two simultaneous requests with the
   * same token, only one finds it unused.
   *
   * @throws {ExpectedError} InvalidMailTokenError: it is unknown, of another purpose, used or expired.
   */
  async redeem(tx: EntityManager, text: string, purposes: MailTokenPurpose[]): Promise<MailToken> {
    const token = await this.find(tx, text, purposes);
    // A transaction that has locked the user may delete the user's tokens. Locking in this order prevents a deadlock.
    await lockUser(tx, { id: token.user.id });
    const usedAt = this.options.clock();
    const claimed = await tx.nativeUpdate(MailToken, { id: token.id, usedAt: null }, { usedAt });
    if (claimed) return token;
    const isThere = await tx.count(MailToken, { id: token.id });
    throw refuse(new InvalidMailTokenError(isThere ? MailTokenProblem.USED : MailTokenProblem.UNKNOWN));
  }

  /**
   * Invalidates every token and every login by email, and drops every email sent to a user so far, because someone else may
   * have requested them.
   * Tokens that undo a change of the address remain: a person who has taken over the account must not be able to
   * invalidate them.
   */
  async revokeAll(tx: EntityManager, { id, email }: User): Promise<void> {
    await tx.nativeDelete(MailToken, { user: id, usedAt: null, purpose: { $ne: MailTokenPurpose.UNDO_EMAIL_CHANGE } });
    const isReset = { recipient: email, template: PASSWORD_TEMPLATES };
    await tx.nativeDelete(EmailLogin, { email, usedAt: null });
    const isTheirs = { userId: id, template: { $ne: MailTemplate.EMAIL_CHANGED } };
    await tx.nativeDelete(OutgoingMail, { $or: [isTheirs, isReset] });
  }

  /** Like revokeAll(), and also invalidates tokens that undo changes later than the one of this token. */
  async revokeAllSince(tx: EntityManager, user: User, { expiresAt }: MailToken): Promise<void> {
    await this.revokeAll(tx, user);
    const later = { user: user.id, purpose: MailTokenPurpose.UNDO_EMAIL_CHANGE, expiresAt: { $gt: expiresAt } };
    const ids = (await tx.find(MailToken, later)).map(({ id }) => id);
    await tx.nativeDelete(OutgoingMail, { token: ids });
    await tx.nativeDelete(MailToken, { id: ids, usedAt: null });
  }

  private ttlSeconds(purpose: MailTokenPurpose): number {
    const { passwordResetTtlSeconds, emailVerificationTtlSeconds, invitationTtlSeconds } = this.options;
    if (purpose === MailTokenPurpose.UNDO_EMAIL_CHANGE) return UNDO_SECONDS;
    if (purpose === MailTokenPurpose.INVITATION) return invitationTtlSeconds;
    return purpose === MailTokenPurpose.RESET_PASSWORD ? passwordResetTtlSeconds : emailVerificationTtlSeconds;
  }
}
