import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How soon after its last answer a connection is closed while the server stops. */
const CHECK_INTERVAL_MILLIS = 50;

/**
 * While the server stops, closes the connections on which nothing goes on any more. Node.js does so once; those that
 * become idle later, when their running request has been answered, would hold the server up for as long as clients keep
 * them alive.
 */
export function closeIdleConnectionsWhileStopping(server: FastifyInstance): void {
  const connections = openConnections(server);
  const closeIdle = () => {
    server.server.closeIdleConnections();
    // To Node.js, one that was opened in advance and never used is waiting for its first request, and not idle.
    for (const connection of connections) if (connection.bytesRead === 0) connection.destroy();
  };
  let timer: NodeJS.Timeout | undefined;
  server.addHook('preClose', async () => {
    timer = setInterval(closeIdle, CHECK_INTERVAL_MILLIS).unref();
  });
  server.addHook('onClose', async () => clearInterval(timer));
}

function openConnections({ server }: FastifyInstance): Set<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    open.add(connection);
    connection.once('close', () => open.delete(connection));
  });
  return open;
}
