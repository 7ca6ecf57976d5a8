import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { StartupError } from '../config/startup-error.js';

/** Where to listen, and which settings say so. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly settings: { readonly host: 'HOST' | 'METRICS_HOST'; readonly port: 'PORT' | 'METRICS_PORT' };
}

/** The server cannot listen where its settings say. */
export class ListenError extends StartupError {
  override readonly name = 'ListenError';
}

const UNKNOWN_HOST =
  'there is no host of this name. Set it to an address of this machine, such as 127.0.0.1 or 0.0.0.0.';
const FOREIGN_ADDRESS =
  'this machine has no such address. Set it to an address of this machine, such as 127.0.0.1 or 0.0.0.0.';

/** By the code of the system's error: of which setting to complain, and how. */
const REASONS: Record<string, readonly ['host' | 'port', string]> = {
  ENOTFOUND: ['host', UNKNOWN_HOST],
  EAI_AGAIN: ['host', UNKNOWN_HOST],
  EAI_FAIL: ['host', UNKNOWN_HOST],
  EADDRNOTAVAIL: ['host', FOREIGN_ADDRESS],
  EAFNOSUPPORT: ['host', FOREIGN_ADDRESS],
  EINVAL: ['host', FOREIGN_ADDRESS],
  EADDRINUSE: ['port', 'The port is in use. Stop the other program, or choose another port.'],
  EACCES: ['port', 'This user is not permitted to use this port. Choose another port.'],
};

/**
 * Listens on one address of the host. Given a name of several addresses, as `localhost` often is, Fastify would listen on
 * each with an HTTP server of its own, and on closing wait for the requests of only one of them.
 *
 * @throws {ListenError}
 */
export async function listenOn(server: FastifyInstance, { host, port, settings }: ListenOptions): Promise<void> {
  try {
    const { address } = await lookup(host, { order: 'ipv4first' });
    await server.listen({ host: address, port });
  } catch (error) {
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
    throw reason ? new ListenError(`${settings[reason[0]]}: ${reason[1]}`) : error;
  }
}

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
