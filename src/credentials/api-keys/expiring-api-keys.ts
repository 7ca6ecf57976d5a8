import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { addSeconds, type Clock } from '../../clock.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { NOTICE_SECONDS } from './api-keys.js';

/** Notifies all administrators by email, a week ahead and once, that API keys expire. */
export class ExpiringApiKeys {
  constructor(
    private readonly outbox: MailOutbox,
    private readonly clock: Clock,
  ) {}

  /** However many keys there are, an administrator gets one email. Of several instances, one finds each key. */
  async announce(em: EntityManager): Promise<void> {
    if (!this.outbox.enabled) return;
    await em.transactional(async (tx) => {
      if ((await this.claim(tx as SqlEntityManager)) === 0) return;
      await this.outbox.notifyAdministrators(tx, MailTemplate.API_KEY_EXPIRES);
    });
  }

  /** @returns how many keys there were to announce. */
  private async claim(tx: SqlEntityManager): Promise<number> {
    const now = this.clock();
    const claimed = await tx.execute<object[]>(sql`
      update api_keys set expiry_announced_at = ${now} from service_accounts account
      where api_keys.expires_at > ${now} and api_keys.expires_at <= ${addSeconds(now, NOTICE_SECONDS)}
        and api_keys.expiry_announced_at is null and api_keys.revoked_at is null
        and account.id = api_keys.service_account_id and account.deactivated_at is null
      returning api_keys.id`);
    return claimed.length;
  }
}
