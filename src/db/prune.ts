import type { EntityManager } from '@mikro-orm/core';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { addSeconds } from '../clock.js';
import { MailToken } from '../mail/mail-token.entity.js';
import { AttemptBucket } from '../rate-limits/attempt-bucket.entity.js';
import { RefreshToken } from '../sessions/refresh-token.entity.js';
import { Session } from '../sessions/session.entity.js';
import { BlacklistedToken } from '../tokens/blacklisted-token.entity.js';
import { withoutTimeout } from './frozen-connections.js';

/**
 * How far the clocks of instances may differ. What has just expired by this clock may not have by another one, where
 * without its blacklist entry a token would be accepted again.
 */
const CLOCK_SKEW_SECONDS = 300;

/** How many rows were deleted. */
export interface Pruned {
  readonly attemptBuckets: number;
  readonly auditEvents: number;
  readonly blacklistedTokens: number;
  readonly mailTokens: number;
  readonly refreshTokens: number;
  readonly sessions: number;
}

/** Deletes what has expired and can no longer change any answer, and audit events older than the retention. */
export async function prune(em: EntityManager, now: Date, auditRetentionDays: number): Promise<Pruned> {
  const expired = { $lt: addSeconds(now, -CLOCK_SKEW_SECONDS) };
  const outdated = { $lt: addSeconds(now, -auditRetentionDays * 86_400) };
  return withoutTimeout(async () => ({
    attemptBuckets: await em.nativeDelete(AttemptBucket, { emptyAt: expired, opensAt: expired }),
    auditEvents: await em.nativeDelete(AuditEvent, { occurredAt: outdated }),
    blacklistedTokens: await em.nativeDelete(BlacklistedToken, { expiresAt: expired }),
    mailTokens: await em.nativeDelete(MailToken, { expiresAt: expired }),
    refreshTokens: await em.nativeDelete(RefreshToken, { expiresAt: expired }),
    sessions: await em.nativeDelete(Session, { expiresAt: expired, accessTokensExpireAt: expired }),
  }));
}
