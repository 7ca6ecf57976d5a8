import type { FastifyInstance } from 'fastify';
import type { Config } from './config.js';
import type { Database } from './db/database.js';
import { isPGlite, nativeClient } from './db/native-client.js';
import { countRequests, serveMetrics } from './http/metrics-route.js';
import { GRAPHQL_PATH, SESSION_PATH } from './http/paths.js';
import type { ConnectionPlaces } from './live/connection-places.js';
import type { Services } from './services.js';
import { blacklistSize } from './tokens/blacklist-size.js';

interface MeasuredParts {
  readonly database: Database;
  readonly services: Services;
  readonly places: ConnectionPlaces;
}

/**
 * Measures what Prometheus is to be told, if it may ask.
 *
 * @returns the server that tells it, if that has a port of its own.
 */
export async function measure(server: FastifyInstance, config: Config, parts: MeasuredParts) {
  const { database, services, places } = parts;
  if (config.metricsPort === undefined && config.metricsToken === undefined) return undefined;
  const { Metrics } = await import('./telemetry/metrics.js');
  const client = await nativeClient(database);
  const metrics = new Metrics({
    hashingQueueLength: () => services.hashingPool.queueLength,
    blacklistedTokenCount: () => blacklistSize(database.em.fork()),
    databasePool: isPGlite(client) ? undefined : client,
    openLiveConnections: () => places.open,
  });
  countRequests(server, [GRAPHQL_PATH, SESSION_PATH], metrics);
  return serveMetrics(server, config, metrics);
}
