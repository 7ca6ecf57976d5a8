import type { EntityManager } from '@mikro-orm/core';
import type { Clock } from '../clock.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../security/audit-trail.js';
import { BlacklistReason } from '../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { Role, User } from '../users/user.entity.js';
import type { SecondFactors } from './second-factors.js';
import { Identity } from './social/social.entities.js';

export interface ProvenAddressServices {
  readonly secondFactors: SecondFactors;
  readonly sessionEnding: SessionEnding;
  readonly mailTokens: MailTokens;
  /** What else follows from an address that was verified, in the same transaction. The user is locked. */
  readonly onEmailVerified: (tx: EntityManager, user: User) => Promise<void>;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** What follows when someone has shown, by an email, that the address of an account is theirs. */
export class ProvenAddress {
  constructor(private readonly services: ProvenAddressServices) {}

  /**
   * The address of a user, whom the transaction has locked, counts as verified from now on. If anyone may have made the
   * account, its password, second factors, passkeys, identities and sessions may be those of a stranger who waited for the owner of the
   * address to come (https://www.usenix.org/conference/usenixsecurity22/presentation/sudhodanan): they are removed.
   */
  async prove(tx: EntityManager, user: User, actor: Actor): Promise<void> {
    if (user.emailVerifiedAt) return;
    const { audit, onEmailVerified, clock } = this.services;
    if (user.selfRegistered && user.role === Role.USER) await this.expelStranger(tx, user);
    user.emailVerifiedAt = user.updatedAt = clock();
    audit.success(tx, AuditEventKind.EMAIL_VERIFIED, { ...actor, userId: user.id }, user.id);
    await onEmailVerified(tx, user);
  }

  private async expelStranger(tx: EntityManager, user: User): Promise<void> {
    const { secondFactors, sessionEnding, mailTokens } = this.services;
    await tx.nativeUpdate(User, user.id, { passwordHash: null });
    await secondFactors.removeAll(tx, user);
    await tx.nativeDelete(Identity, { user: user.id });
    await mailTokens.revokeAll(tx, user);
    await tx.flush();
    await sessionEnding.endAll(tx, user.id, BlacklistReason.PASSWORD_RESET);
  }
}
