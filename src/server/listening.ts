import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { StartupError } from '../config/startup-error.js';

/** Where to listen, and the settings that determine it. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly settings: { readonly host: 'HOST' | 'METRICS_HOST'; readonly port: 'PORT' | 'METRICS_PORT' };
}

export class ListenError extends StartupError {
  override readonly name = 'ListenError';
}

const UNKNOWN_HOST =
  'there is no host of this name. Set it to an address of this machine, such as 127.0.0.1 or 0.0.0.0.';
const FOREIGN_ADDRESS =
  'this machine has no such address. Set it to an address of this machine, such as 127.0.0.1 or 0.0.0.0.';

/** By system error code: the setting to report, and the message. */
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
 * Listens on one address of the host. For a name with several addresses, as `localhost` often has, Fastify would start
 * one HTTP server per address, and on closing wait for the requests of only one of them.
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

/** How soon after its last response a connection is closed while the server stops. */
const CHECK_INTERVAL_MILLIS = 50;

/**
 * While the server stops, closes idle connections. Node.js does so only once; connections that become idle later, after
 * their running request, would delay the stop for as long as clients keep them alive.
 */
export function closeIdleConnectionsWhileStopping(server: FastifyInstance): void {
  const connections = openConnections(server);
  const closeIdle = () => {
    server.server.closeIdleConnections();
    // For Node.js, a connection that was opened in advance and never used is not idle, but waiting for its first
    // request.
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
