import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { UnprovenAccounts } from './accounts/unproven-accounts.js';
import { addSeconds, type Clock } from './clock.js';
import type { Config } from './config/config.js';
import { KnownNetwork } from './credentials/known-networks.js';
import type { Database } from './database/database.js';
import { withoutTimeout } from './database/faulty-connections.js';
import { every } from './every.js';
import type { Logger } from './logger.js';
import { MailToken } from './mail/mail.entities.js';
import { AttemptBucket } from './security/attempt-buckets.js';
import { AuditEvent } from './security/audit-event.entity.js';
import type { Services } from './services.js';
import { BlacklistedToken } from './sessions/blacklisted-token.entity.js';
import { RefreshToken } from './sessions/refresh-token.entity.js';
import { Session } from './sessions/session.entity.js';

/**
 * How far the clocks of instances may differ. What has just expired by this clock may not have by another one, where
 * without its blacklist entry a token would be accepted again.
 */
const CLOCK_SKEW_SECONDS = 300;

/** Two years after the last login from there. A session lives for one, and its owner may take a holiday. */
const KNOWN_NETWORK_DAYS = 730;

/** How many rows were deleted. */
export interface Pruned {
  readonly attemptBuckets: number;
  readonly auditEvents: number;
  readonly blacklistedTokens: number;
  readonly knownNetworks: number;
  readonly mailTokens: number;
  readonly refreshTokens: number;
  readonly sessions: number;
}

/** Deletes expired rows that can no longer affect any response, and audit events older than the retention period. */
export async function prune(em: SqlEntityManager, now: Date, auditRetentionDays: number): Promise<Pruned> {
  const expired = { $lt: addSeconds(now, -CLOCK_SKEW_SECONDS) };
  const daysAgo = (days: number) => ({ $lt: addSeconds(now, -days * 86_400) });
  return withoutTimeout(async () => ({
    attemptBuckets: await pruneBuckets(em, expired),
    auditEvents: await pruneAuditEvents(em, daysAgo(auditRetentionDays)),
    blacklistedTokens: await em.nativeDelete(BlacklistedToken, { expiresAt: expired }),
    knownNetworks: await em.nativeDelete(KnownNetwork, { lastLoginAt: daysAgo(KNOWN_NETWORK_DAYS) }),
    mailTokens: await em.nativeDelete(MailToken, { expiresAt: expired }),
    refreshTokens: await em.nativeDelete(RefreshToken, { expiresAt: expired }),
    sessions: await pruneSessions(em, expired),
  }));
}

/** Skips locked buckets: a transaction that counts several attempts locks them in a different order. */
function pruneBuckets(em: SqlEntityManager, expired: { $lt: Date }): Promise<number> {
  return em.transactional((tx) => {
    const free = tx.createQueryBuilder(AttemptBucket).select('key').where({ emptyAt: expired, opensAt: expired });
    return tx.nativeDelete(AttemptBucket, { key: { $in: free.setLockMode(LockMode.PESSIMISTIC_PARTIAL_WRITE) } });
  });
}

/** Skips events locked by the deletion of an account, which locks in a different order. The next run deletes them. */
async function pruneAuditEvents(em: SqlEntityManager, tooOld: { $lt: Date }): Promise<number> {
  return em.transactional((tx) => {
    const free = tx.createQueryBuilder(AuditEvent).select('id').where({ occurredAt: tooOld });
    return tx.nativeDelete(AuditEvent, { id: { $in: free.setLockMode(LockMode.PESSIMISTIC_PARTIAL_WRITE) } });
  });
}

/** Skips sessions that are being ended, because that locks in a different order and could deadlock. */
function pruneSessions(em: SqlEntityManager, expired: { $lt: Date }): Promise<number> {
  return em.transactional((tx) => {
    const free = tx
      .createQueryBuilder(Session)
      .select('id')
      .where({ expiresAt: expired, accessTokensExpireAt: expired });
    return tx.nativeDelete(Session, { id: { $in: free.setLockMode(LockMode.PESSIMISTIC_PARTIAL_WRITE) } });
  });
}

/** The longest time between a request and its email. */
const MAIL_INTERVAL_SECONDS = 1;

/** Deletes everything that has expired. @returns how many rows of each kind. */
export async function pruneAll(
  { auditRetentionDays }: Config,
  em: Database['em'],
  unproven: UnprovenAccounts,
  clock: Clock,
  stopping?: AbortSignal,
) {
  const pruned = await prune(em.fork(), clock(), auditRetentionDays);
  return { ...pruned, unverifiedAccounts: await unproven.deleteExpired(em, stopping) };
}

/** What goes on while the server runs. Every instance does it; two at the same time do no harm. */
export function startJobs(config: Config, { em }: Database, services: Services, clock: Clock, log: Logger) {
  const { mail } = services;
  const stopPruning = every(config.pruneIntervalSeconds, 'pruning', log, async (stopping) => {
    log.info(await pruneAll(config, em, services.accounts.unproven, clock, stopping), 'pruned expired rows');
  });
  if (!mail.outbox.enabled) return stopPruning;
  const stopMail = every(MAIL_INTERVAL_SECONDS, 'sending mail', log, (stopping) => mail.delivery.deliverDue(stopping));
  return () => Promise.all([stopPruning(), stopMail()]);
}
