import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../config/config.js';
import { addClientAddresses, TrustedProxies } from './client-address.js';
import { refuseBadHosts } from './host-header.js';
import { badAddressHandler, clientErrorHandler, sendErrorsAsGraphQL } from './http-errors.js';
import { closeIdleConnectionsWhileStopping } from './listening.js';
import { REQUEST_ID_HEADER, requestIds } from './request-id.js';
import { type SecurityHeaders, securityHeaders } from './security-headers.js';
import { logRequests, REDACTED_PATHS } from './telemetry/request-log.js';
import { RequestRecord, reportRequestEnds } from './telemetry/request-record.js';
import { requireUtf8 } from './utf8.js';

/** Creates the record of each request, and adds the security headers and the request id to each response. */
export function prepareResponses(server: FastifyInstance, headers: SecurityHeaders): void {
  server.decorateRequest('record', null as unknown as RequestRecord);
  server.addHook('onRequest', (request, reply, done) => {
    request.record = new RequestRecord();
    reply.headers(headers).header(REQUEST_ID_HEADER, request.id);
    done();
  });
}

/** The maximum size of a body, in bytes: 100 kB. */
const BODY_LIMIT_BYTES = 100 * 1024;

/** The maximum delay after REQUEST_TIMEOUT_SECONDS until a slow client is noticed. Node.js's default is 30 s. */
const TIMEOUT_CHECK_INTERVAL_MILLIS = 1000;

/**
 * Creates Fastify with our limits and everything that applies to all responses, including CORS preflights, but without
 * routes.
 */
export function createHttpServer(config: Config, logStream?: { write(line: string): void }): FastifyInstance {
  const headers = securityHeaders(config);
  const proxies = new TrustedProxies(config.trustProxy);
  const timeoutMillis = config.requestTimeoutSeconds * 1000;
  const server = Fastify({
    logger: { level: config.logLevel, redact: REDACTED_PATHS, ...(logStream && { stream: logStream }) },
    genReqId: requestIds(proxies),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy !== '' && proxies.includes,
    forceCloseConnections: 'idle',
    frameworkErrors: badAddressHandler(headers),
    clientErrorHandler: clientErrorHandler(headers),
    requestTimeout: timeoutMillis,
    http: {
      // Set here as well, because Node.js compares the other timeout with its own default before Fastify sets it.
      requestTimeout: timeoutMillis,
      headersTimeout: timeoutMillis,
      connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MILLIS,
      // Node.js would respond without a body; refuseBadHosts() says what is wrong.
      requireHostHeader: false,
      // Java's and curl's clients offer HTTP/2 with each request, and must get a response without it (RFC 9110, section 7.8).
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
  });
  // Only JSON is read, never a form, which any web page may send here.
  server.removeContentTypeParser('text/plain');
  prepareResponses(server, headers);
  requireUtf8(server);
  addClientAddresses(server, proxies);
  reportRequestEnds(server);
  sendErrorsAsGraphQL(server);
  logRequests(server);
  refuseBadHosts(server);
  closeIdleConnectionsWhileStopping(server);
  return server;
}
