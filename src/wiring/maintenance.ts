import type { EntityClass } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Statistics } from '../accounts/administration/statistics.js';
import type { UnprovenAccounts } from '../accounts/unproven-accounts.js';
import { addSeconds, CLOCK_SKEW_SECONDS, type Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { KnownNetwork } from '../credentials/known-networks.js';
import { LoginChallenge } from '../credentials/login-challenge.js';
import { PendingCeremony } from '../credentials/passkeys/passkey.entities.js';
import { IdentityLink, SocialFlow, UsedIdToken } from '../credentials/social/social.entities.js';
import { PendingTotpFactor } from '../credentials/totp/totp-factor.entity.js';
import { inBatches } from '../database/batches.js';
import type { Database } from '../database/database.js';
import { withoutTimeout } from '../database/faulty-connections.js';
import { every } from '../every.js';
import type { Logger } from '../logger.js';
import { EmailLogin, MailToken } from '../mail/mail.entities.js';
import { AttemptBucket } from '../security/attempt-buckets.js';
import { AuditEvent } from '../security/audit-event.entity.js';
import { BlacklistedToken } from '../sessions/blacklisted-token.entity.js';
import { WebhookDelivery } from '../webhooks/webhook.entities.js';
import type { Services } from './services.js';

/** Two years after the last login from there. A session lives for one, and its owner may take a holiday. */
const KNOWN_NETWORK_DAYS = 730;

/** How many rows were deleted. */
export interface Pruned {
  readonly attemptBuckets: number;
  readonly auditEvents: number;
  readonly blacklistedTokens: number;
  readonly identityLinks: number;
  readonly emailLogins: number;
  readonly knownNetworks: number;
  readonly loginChallenges: number;
  readonly mailTokens: number;
  readonly passkeyCeremonies: number;
  readonly pendingTotpFactors: number;
  readonly sessions: number;
  readonly socialFlows: number;
  readonly usedIdTokens: number;
  readonly webhookDeliveries: number;
}

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/**
 * Deletes expired rows that can no longer affect any response, and audit events older than the retention period. Each
 * batch is a transaction of its own and skips locked rows, which the next run deletes. So pruning neither waits nor
 * deadlocks, and nobody waits for it long, however much there is to delete.
 */
export async function prune(em: SqlEntityManager, now: Date, auditRetentionDays: number): Promise<Pruned> {
  // By another clock it may not have, and without its blacklist entry a token would be accepted there again.
  const expired = addSeconds(now, -CLOCK_SKEW_SECONDS);
  const daysAgo = (days: number) => addSeconds(now, -days * 86_400);
  return withoutTimeout(async () => ({
    attemptBuckets: await pruneRows(em, AttemptBucket, 'empty_at < ? and opens_at < ?', [expired, expired]),
    auditEvents: await pruneRows(em, AuditEvent, 'occurred_at < ?', [daysAgo(auditRetentionDays)]),
    blacklistedTokens: await pruneRows(em, BlacklistedToken, 'expires_at < ?', [expired]),
    identityLinks: await pruneRows(em, IdentityLink, 'expires_at < ?', [expired]),
    emailLogins: await pruneRows(em, EmailLogin, 'expires_at < ?', [expired]),
    knownNetworks: await pruneRows(em, KnownNetwork, 'last_login_at < ?', [daysAgo(KNOWN_NETWORK_DAYS)]),
    loginChallenges: await pruneRows(em, LoginChallenge, 'expires_at < ?', [expired]),
    mailTokens: await pruneRows(em, MailToken, 'expires_at < ?', [expired]),
    passkeyCeremonies: await pruneRows(em, PendingCeremony, 'expires_at < ?', [expired]),
    pendingTotpFactors: await pruneRows(em, PendingTotpFactor, 'expires_at < ?', [expired]),
    sessions: await pruneSessions(em, expired),
    socialFlows: await pruneRows(em, SocialFlow, 'expires_at < ?', [expired]),
    usedIdTokens: await pruneRows(em, UsedIdToken, 'expires_at < ?', [expired]),
    webhookDeliveries: await pruneRows(em, WebhookDelivery, 'occurred_at < ?', [daysAgo(WEBHOOK_DELIVERY_DAYS)]),
  }));
}

/** Each of the conditions has an index. By `ctid`, for the primary keys differ; a row that is locked keeps its own. */
function pruneRows(em: SqlEntityManager, entity: EntityClass, isExpired: string, values: Date[]): Promise<number> {
  const { tableName } = em.getMetadata().get(entity);
  const batch = `select ctid from ${tableName} where ${isExpired} limit ? for update skip locked`;
  const statement = `delete from ${tableName} where ctid = any(array(${batch}))`;
  return inBatches(async (size) => {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(statement, [...values, size], 'run');
    return { rowCount: affectedRows, isLast: affectedRows < size };
  });
}

/** Looks at all sessions, in the order of their ids: no index leads to those that have expired, or each refresh would have to change it. */
function pruneSessions(em: SqlEntityManager, expired: Date): Promise<number> {
  let last = NIL_UUID;
  return inBatches(async (size) => {
    const values = [last, size, expired, expired];
    const [batch] = await em.execute<Array<{ last: string | null; deleted: number }>>(PRUNE_SESSIONS, values);
    last = batch?.last ?? '';
    return { rowCount: batch?.deleted ?? 0, isLast: last === '' };
  });
}

const PRUNE_SESSIONS = `
  with batch as materialized (
    select id from sessions where id > ? order by id limit ?
  ), expired as (
    select sessions.id from sessions join batch on batch.id = sessions.id
    where expires_at < ? and access_tokens_expire_at < ? for update of sessions skip locked
  ), deleted as (
    delete from sessions using expired where sessions.id = expired.id returning sessions.id
  )
  select (select id from batch order by id desc limit 1) as last, (select count(*)::int from deleted) as deleted`;

/** The longest time between an act and its email, or its event for webhooks. */
const DELIVERY_INTERVAL_SECONDS = 1;

/** How long administrators can look up what was sent to webhooks. */
const WEBHOOK_DELIVERY_DAYS = 30;

/** Deletes everything that has expired, after the days that are over were summed up. @returns how many rows of each kind. */
export async function pruneAll(
  { auditRetentionDays }: Config,
  em: Database['em'],
  { unproven, statistics }: { unproven: UnprovenAccounts; statistics: Statistics },
  clock: Clock,
  stopping?: AbortSignal,
) {
  await withoutTimeout(() => statistics.sumUp(em.fork()));
  const pruned = await prune(em.fork(), clock(), auditRetentionDays);
  return { ...pruned, unverifiedAccounts: await unproven.deleteExpired(em, stopping) };
}

export interface Jobs {
  /** When this instance has last deleted what has expired; when it started, if it has not yet. */
  readonly lastPruning: Date;
  stop(): Promise<unknown>;
}

/** What goes on while the server runs. Every instance does it; two at the same time do no harm. */
export function startJobs(config: Config, { em }: Database, services: Services, clock: Clock, log: Logger): Jobs {
  const { mail } = services;
  const stopPruning = every(config.pruneIntervalSeconds, 'pruning', log, async (stopping) => {
    log.info(await pruneAll(config, em, services.accounts, clock, stopping), 'pruned expired rows');
    jobs.lastPruning = clock();
  });
  const { deliveries } = services.webhooks;
  const stopWebhooks = every(DELIVERY_INTERVAL_SECONDS, 'sending to webhooks', log, (stopping) =>
    deliveries.startDue(stopping),
  );
  const stopAlways = () => Promise.all([stopPruning(), stopWebhooks().then(() => deliveries.settle())]);
  const jobs = { lastPruning: clock(), stop: (): Promise<unknown> => stopAlways() };
  if (!mail.outbox.enabled) return jobs;
  const { expiringApiKeys } = services.credentials;
  const stopAnnouncing = every(config.pruneIntervalSeconds, 'announcing API keys that expire', log, () =>
    expiringApiKeys.announce(em.fork()),
  );
  const stopMail = every(DELIVERY_INTERVAL_SECONDS, 'sending mail', log, (stopping) =>
    mail.delivery.deliverDue(stopping),
  );
  jobs.stop = () => Promise.all([stopAlways(), stopAnnouncing(), stopMail()]);
  return jobs;
}
