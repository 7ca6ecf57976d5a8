import type { UnprovenAccounts } from './accounts/unproven-accounts.js';
import type { Clock } from './clock.js';
import type { Config } from './config/config.js';
import type { Database } from './database/database.js';
import { every } from './every.js';
import type { Logger } from './logger.js';
import { prune } from './prune.js';
import type { Services } from './services.js';

/** How soon a mail is sent after the request that asked for it, at most. */
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
    log.info(await pruneAll(config, em, services.unproven, clock, stopping), 'pruned expired rows');
  });
  if (!mail.outbox.enabled) return stopPruning;
  const stopMail = every(MAIL_INTERVAL_SECONDS, 'sending mail', log, (stopping) => mail.delivery.deliverDue(stopping));
  return () => Promise.all([stopPruning(), stopMail()]);
}
