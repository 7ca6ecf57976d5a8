import type { EntityManager } from '@mikro-orm/core';
import type { Clock } from '../clock.js';
import { describeForLog } from '../errors/describe-for-log.js';
import type { Logger } from '../logger.js';
import { prune } from './prune.js';

/**
 * Prunes now and then while the server runs. Every instance does; two at the same time do no harm.
 *
 * @returns what stops it, once a run under way has ended.
 */
export function startPruneJob(em: EntityManager, options: { intervalSeconds: number; clock: Clock; log: Logger }) {
  const { intervalSeconds, clock, log } = options;
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    try {
      log.info(await prune(em.fork(), clock()), 'pruned expired rows');
    } catch (error) {
      log.error({ error: describeForLog(error) }, 'pruning failed, it will be tried again');
    }
  };
  const timer = setInterval(() => {
    running = run();
  }, intervalSeconds * 1000).unref();
  return async (): Promise<void> => {
    clearInterval(timer);
    await running;
  };
}
