import type { EntityManager } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { addSeconds, type Clock } from '../clock.js';
import { withoutTimeout } from '../database/faulty-connections.js';
import { lockText } from '../database/statements.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import { type AuditTrail, NO_ACTOR } from '../security/audit-trail.js';
import { Role, User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import type { AccountDeletion } from './account-deletion.js';

/** Accounts that anyone may have made, with an address that nobody has shown to be theirs. */
export const UNPROVEN = { selfRegistered: true, emailVerifiedAt: null, deactivatedAt: null, role: Role.USER } as const;

/** What became of an address. */
export interface Vacated {
  readonly isFree: boolean;
  /** Whether an account was deleted for that. */
  readonly isReplaced: boolean;
}

async function isFree(tx: EntityManager, email: string): Promise<boolean> {
  return (await tx.count(User, { email })) === 0;
}

const BATCH_SIZE = 100;

export interface UnprovenAccountServices {
  readonly deletion: AccountDeletion;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  /** After how many days an unproven account expires; 0 for never. */
  readonly unverifiedAccountDays: number;
  readonly clock: Clock;
}

/**
 * Keeps anyone from holding an address that is not theirs. An unproven account is replaced by the next
 * registration of its address, and expires. It is deleted and not handed over, so that nobody inherits the data that other services
 * keep under its id. On a server that sends no mail, where no address can be verified, unproven accounts stay.
 */
export class UnprovenAccounts {
  constructor(private readonly services: UnprovenAccountServices) {}

  /**
   * Deletes the unproven account of an address, if there is one. Until the transaction ends, no one else can vacate the
   * address.
   *
   * @param secretly whether the work must be the same if the address is free: where the response does not reveal which
   *   addresses have an account, its time must not either.
   */
  async vacate(tx: EntityManager, email: string, secretly = true): Promise<Vacated> {
    const { deletion, outbox, audit } = this.services;
    await lockText(tx as SqlEntityManager, email);
    if (!secretly && (await isFree(tx, email))) return { isFree: true, isReplaced: false };
    const unproven = outbox.enabled ? await lockUser(tx, { email, ...UNPROVEN }) : null;
    if (unproven) await deletion.delete(tx, unproven);
    else await deletion.deleteNobody(tx);
    await tx.flush();
    if (unproven) audit.success(tx, AuditEventKind.ACCOUNT_DELETED, NO_ACTOR, unproven.id);
    return { isFree: await isFree(tx, email), isReplaced: unproven !== null };
  }

  /**
   * Deletes the accounts that were not verified in time, each in a transaction of its own.
   *
   * @returns how many there were.
   */
  async deleteExpired(em: EntityManager, stopping?: AbortSignal): Promise<number> {
    const { outbox, unverifiedAccountDays, clock } = this.services;
    if (!outbox.enabled || unverifiedAccountDays === 0) return 0;
    const createdAt = { $lt: addSeconds(clock(), -unverifiedAccountDays * 86_400) };
    const expired = { ...UNPROVEN, createdAt };
    const next = () => em.fork().find(User, expired, { orderBy: { createdAt: 'asc', id: 'asc' }, limit: BATCH_SIZE });
    let deleted = 0;
    for (let batch = await next(); batch.length > 0 && !stopping?.aborted; batch = await next()) {
      for (const { id } of batch) if (await this.deleteIf(em, { id, ...expired })) deleted += 1;
    }
    return deleted;
  }

  private deleteIf(em: EntityManager, where: typeof UNPROVEN & { id: string; createdAt: { $lt: Date } }) {
    const { deletion, audit } = this.services;
    const deleteLocked = async (tx: EntityManager) => {
      const user = await lockUser(tx, where);
      if (!user) return false;
      await deletion.delete(tx, user);
      audit.success(tx, AuditEventKind.ACCOUNT_DELETED, NO_ACTOR, user.id);
      return true;
    };
    return withoutTimeout(() => em.fork().transactional(deleteLocked));
  }
}
