import type { FastifyInstance } from 'fastify';

/** How soon after its last answer a connection is closed while the server stops. */
const CHECK_INTERVAL_MILLIS = 50;

/**
 * While the server stops, closes the connections on which nothing goes on any more. Node.js does so once; those that
 * become idle later, when their running request has been answered, would hold the server up for as long as clients keep
 * them alive.
 */
export function closeIdleConnectionsWhileStopping(server: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined;
  server.addHook('preClose', async () => {
    timer = setInterval(() => server.server.closeIdleConnections(), CHECK_INTERVAL_MILLIS).unref();
  });
  server.addHook('onClose', async () => clearInterval(timer));
}
