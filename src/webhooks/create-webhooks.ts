import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import type { Logger } from '../logger.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { EncryptedSecrets } from '../security/encrypted-secrets.js';
import { DeliveryActs } from './delivery-acts.js';
import { WebhookBacklog } from './webhook-backlog.js';
import { WebhookDeliveries } from './webhook-delivery.js';
import { WebhookOutcomes } from './webhook-outcomes.js';
import { WebhookPayloads } from './webhook-payloads.js';
import { WebhookSender } from './webhook-sender.js';
import { Webhooks } from './webhooks.js';

export interface WebhookDependencies {
  readonly config: Config;
  readonly em: SqlEntityManager;
  readonly secrets: EncryptedSecrets;
  readonly audit: AuditTrail;
  readonly outbox: MailOutbox;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Everything about webhooks: removing it from the wiring removes the feature. */
export function createWebhooks({ config, em, secrets, audit, outbox, clock, log }: WebhookDependencies) {
  const isProduction = config.nodeEnv === 'production';
  const outcomes = new WebhookOutcomes({ em, outbox, clock, log, random: Math.random });
  const sender = new WebhookSender(isProduction, clock);
  const payloads = new WebhookPayloads();
  return {
    webhooks: new Webhooks({ secrets, audit, payloads, isProduction, clock }),
    deliveryActs: new DeliveryActs(audit, clock),
    outcomes,
    backlog: new WebhookBacklog(em, clock),
    payloads,
    deliveries: new WebhookDeliveries({ em, secrets, payloads, sender, outcomes, clock, log }),
  };
}
