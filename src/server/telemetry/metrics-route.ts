import { timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/sql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Fastify from 'fastify';
import type { Config } from '../../config/config.js';
import type { Database } from '../../database/database.js';
import { isPGlite, nativeClient } from '../../database/native-client.js';
import type { Listener } from '../../database/notifications.js';
import { sizeOf } from '../../database/table-size.js';
import type { MailDelivery } from '../../mail/mail-delivery.js';
import { digestOf } from '../../security/token-derivation.js';
import { parseBearerHeader } from '../../sessions/authentication.js';
import { prepareResponses } from '../http-server.js';
import { closeIdleConnectionsWhileStopping } from '../listening.js';
import { GRAPHQL_PATH, SESSION_PATH } from '../paths.js';
import { securityHeaders } from '../security-headers.js';
import type { ConnectionLimiter } from '../subscriptions/connections.js';
import type { Metrics } from './metrics.js';
import type { WebhookBacklogSource } from './metrics-sources.js';

interface MeasuredParts {
  readonly database: Database;
  /** The queue of passwords to be hashed. */
  readonly hashingPool: { readonly queueLength: number };
  readonly limiter: ConnectionLimiter;
  /** The lookups of breached passwords, if there is a list. */
  readonly breached: { readonly counts: Readonly<Record<string, number>> | undefined };
  readonly rotation: { readonly replays: number };
  readonly mail: {
    readonly outbox: { readonly enabled: boolean };
    readonly delivery: Pick<MailDelivery, 'counts' | 'oldestWaitSeconds'>;
  };
  readonly webhooks: {
    readonly outcomes: { readonly counts: Readonly<Record<string, number>> };
    readonly backlog: WebhookBacklogSource;
  };
  listener(): Pick<Listener, 'isListening'>;
  jobs(): { readonly lastPruning: Date };
}

/**
 * Collects metrics, if the settings enable them.
 *
 * @returns the server of the separate port, if any.
 */
export async function measure(server: FastifyInstance, config: Config, parts: MeasuredParts) {
  const { database, hashingPool, limiter, breached, rotation, mail } = parts;
  if (config.metricsPort === undefined && config.metricsToken === undefined) return undefined;
  const { Metrics } = await import('./metrics.js');
  const client = await nativeClient(database.em);
  const metrics = new Metrics({
    hashingQueueLength: () => hashingPool.queueLength,
    blacklistedTokenCount: () => blacklistSize(database.em.fork()),
    databasePool: isPGlite(client) ? undefined : client,
    openLiveConnections: () => limiter.open,
    breachedPasswordLookups: breached.counts,
    refreshTokenReuses: () => rotation.replays,
    delivery: mail.outbox.enabled ? mail.delivery : undefined,
    webhookAttempts: parts.webhooks.outcomes.counts,
    webhookBacklog: parts.webhooks.backlog,
    isListening: () => parts.listener().isListening,
    lastPruning: () => parts.jobs().lastPruning,
  });
  countRequests(server, [GRAPHQL_PATH, SESSION_PATH], metrics);
  return serveMetrics(server, config, metrics);
}

async function blacklistSize(em: EntityManager): Promise<number> {
  const [row] = await em.execute<Array<{ size: number }>>(`select ${sizeOf('blacklisted_tokens')} as size`);
  return Number(row?.size);
}

const METRICS_PATH = '/metrics';

type MetricsConfig = Pick<Config, 'nodeEnv' | 'metricsPort' | 'metricsToken'>;

/** Counts every request to the paths of GraphQL. */
function countRequests(server: FastifyInstance, paths: readonly string[], metrics: Metrics): void {
  server.requestEndListeners.push((request, reply) => {
    // The lifetime of a live connection is not the duration of a request.
    if (request.ws || request.record.isEventStream) return;
    if (paths.includes(request.routeOptions.url ?? ''))
      metrics.observe(request.record, reply.statusCode, reply.elapsedTime / 1000);
  });
}

/**
 * Serves `/metrics` according to the settings: on a separate port, or on the main one for clients with the token.
 *
 * @returns the server of the separate port, if any, to listen and to close.
 */
function serveMetrics(main: FastifyInstance, config: MetricsConfig, metrics: Metrics) {
  const own = config.metricsPort === undefined ? undefined : createMetricsServer(config);
  addMetricsRoute(own ?? main, config.metricsToken, metrics);
  return own;
}

function createMetricsServer(config: MetricsConfig): FastifyInstance {
  const server = Fastify();
  prepareResponses(server, securityHeaders(config));
  closeIdleConnectionsWhileStopping(server);
  return server;
}

function addMetricsRoute(server: FastifyInstance, token: string | undefined, { registry }: Metrics): void {
  server.get(METRICS_PATH, async (request, reply) => {
    if (token !== undefined && !carries(request, token)) return refuse(reply);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Compares digests, which have the same length, so timing reveals nothing about the token. */
function carries({ headers }: FastifyRequest, token: string): boolean {
  const bearer = parseBearerHeader(headers.authorization);
  const sent = bearer.kind === 'token' ? bearer.token : '';
  return timingSafeEqual(Buffer.from(digestOf(sent)), Buffer.from(digestOf(token)));
}

function refuse(reply: FastifyReply): FastifyReply {
  const message = 'Send the header "Authorization: Bearer <METRICS_TOKEN>".';
  return reply
    .code(401)
    .header('www-authenticate', 'Bearer')
    .send({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] });
}
