import { timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import { digestOf } from '../../security/digest.js';
import { parseBearerHeader } from '../../sessions/bearer-token.js';
import { prepareAnswers } from '../answers.js';
import { closeIdleConnectionsWhileStopping } from '../drain.js';
import { securityHeaders } from '../security-headers.js';
import type { Metrics } from './metrics.js';

const METRICS_PATH = '/metrics';

type MetricsConfig = Pick<Config, 'nodeEnv' | 'metricsPort' | 'metricsToken'>;

/** Counts every request to the paths of GraphQL. */
export function countRequests(server: FastifyInstance, paths: readonly string[], metrics: Metrics): void {
  server.requestEndListeners.push((request, reply) => {
    // How long a live connection stays open is no duration of a request.
    if (request.ws || request.record.isEventStream) return;
    if (paths.includes(request.routeOptions.url ?? ''))
      metrics.observe(request.record, reply.statusCode, reply.elapsedTime / 1000);
  });
}

/**
 * Serves `/metrics` where the settings say: on a port of its own, or on the main one for who has the token.
 *
 * @returns the server of that port, if there is one, to listen and to close.
 */
export function serveMetrics(main: FastifyInstance, config: MetricsConfig, metrics: Metrics) {
  const own = config.metricsPort === undefined ? undefined : createMetricsServer(config);
  addMetricsRoute(own ?? main, config.metricsToken, metrics);
  return own;
}

function createMetricsServer(config: MetricsConfig): FastifyInstance {
  const server = Fastify();
  prepareAnswers(server, securityHeaders(config));
  closeIdleConnectionsWhileStopping(server);
  return server;
}

function addMetricsRoute(server: FastifyInstance, token: string | undefined, { registry }: Metrics): void {
  server.get(METRICS_PATH, async (request, reply) => {
    if (token !== undefined && !carries(request, token)) return refuse(reply);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Compares digests, which are of one length: the time tells nothing of the token. */
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
