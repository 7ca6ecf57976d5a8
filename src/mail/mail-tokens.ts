import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { addSeconds, type Clock } from '../clock.js';
import { digestOf } from '../digest.js';
import { Refusal } from '../errors/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../errors/expected-errors.js';
import type { TokenDerivation } from '../tokens/token-derivation.js';
import { lockUser } from '../users/lock-user.js';
import type { User } from '../users/user.entity.js';
import { MailToken, MailTokenPurpose } from './mail-token.entity.js';
import { MailTemplate, OutgoingMail } from './outgoing-mail.entity.js';

export interface MailTokenOptions {
  /** Derives the token from its id, so that a mail can be sent again although only the digest is stored. */
  readonly derivation: TokenDerivation;
  readonly passwordResetTtlSeconds: number;
  readonly emailVerificationTtlSeconds: number;
  readonly clock: Clock;
}

/** Issues and redeems the tokens that are sent by mail. */
export class MailTokens {
  constructor(private readonly options: MailTokenOptions) {}

  issue(tx: EntityManager, user: User, purpose: MailTokenPurpose, email: string): MailToken {
    const { clock, passwordResetTtlSeconds, emailVerificationTtlSeconds } = this.options;
    const isReset = purpose === MailTokenPurpose.RESET_PASSWORD;
    const expiresAt = addSeconds(clock(), isReset ? passwordResetTtlSeconds : emailVerificationTtlSeconds);
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

  /** What stands in the mail, or undefined if the key that it was derived by is gone. */
  textOf({ id, digest }: MailToken): string | undefined {
    return this.options.derivation.deriveAgain(id, digest);
  }

  isExpired(token: MailToken): boolean {
    return token.expiresAt <= this.options.clock();
  }

  /**
   * Finds a token that can be redeemed for one of some purposes.
   *
   * @throws {Refusal} InvalidMailTokenError: it is unknown, of another purpose, used or expired.
   */
  async find(em: EntityManager, text: string, purposes: MailTokenPurpose[]): Promise<MailToken> {
    const token = await em.findOne(MailToken, { digest: digestOf(text), purpose: purposes }, { refresh: true });
    if (!token) throw new Refusal(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
    if (this.isExpired(token)) throw new Refusal(new InvalidMailTokenError(MailTokenProblem.EXPIRED));
    if (token.usedAt) throw new Refusal(new InvalidMailTokenError(MailTokenProblem.USED));
    return token;
  }

  /**
   * Uses a token up, for one of some purposes. One conditional UPDATE: of two people with one token only one finds it unused.
   *
   * @throws {Refusal} InvalidMailTokenError: it is unknown, of another purpose, used or expired.
   */
  async redeem(tx: EntityManager, text: string, purposes: MailTokenPurpose[]): Promise<MailToken> {
    const token = await this.find(tx, text, purposes);
    // Whoever holds the user may delete the user's tokens: locked in this order, the two cannot deadlock.
    await lockUser(tx, { id: token.user.id });
    const usedAt = this.options.clock();
    const claimed = await tx.nativeUpdate(MailToken, { id: token.id, usedAt: null }, { usedAt });
    if (!claimed) throw new Refusal(new InvalidMailTokenError(MailTokenProblem.USED));
    return token;
  }

  /** Makes whatever was mailed to a user before worthless: whoever asked for it may not have been the user. */
  async revokeAll(tx: EntityManager, { id, email }: User): Promise<void> {
    await tx.nativeDelete(MailToken, { user: id, usedAt: null });
    const isReset = { recipient: email, template: MailTemplate.RESET_PASSWORD };
    await tx.nativeDelete(OutgoingMail, { $or: [{ userId: id }, isReset] });
  }
}
