import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config/config.js';
import type { Database } from '../../database/database.js';
import { isPGlite, nativeClient } from '../../database/native-client.js';
import { blacklistSize } from '../../sessions/blacklist-size.js';
import { GRAPHQL_PATH, SESSION_PATH } from '../paths.js';
import type { ConnectionLimiter } from '../subscriptions/connection-limiter.js';
import { countRequests, serveMetrics } from './metrics-route.js';

interface MeasuredParts {
  readonly database: Database;
  /** Where passwords wait to be hashed. */
  readonly hashingPool: { readonly queueLength: number };
  readonly limiter: ConnectionLimiter;
}

/**
 * Measures what Prometheus is to be told, if it may ask.
 *
 * @returns the server that tells it, if that has a port of its own.
 */
export async function measure(server: FastifyInstance, config: Config, parts: MeasuredParts) {
  const { database, hashingPool, limiter } = parts;
  if (config.metricsPort === undefined && config.metricsToken === undefined) return undefined;
  const { Metrics } = await import('./metrics.js');
  const client = await nativeClient(database.em);
  const metrics = new Metrics({
    hashingQueueLength: () => hashingPool.queueLength,
    blacklistedTokenCount: () => blacklistSize(database.em.fork()),
    databasePool: isPGlite(client) ? undefined : client,
    openLiveConnections: () => limiter.open,
  });
  countRequests(server, [GRAPHQL_PATH, SESSION_PATH], metrics);
  return serveMetrics(server, config, metrics);
}
