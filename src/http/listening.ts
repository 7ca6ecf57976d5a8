import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What listening on `::1` ends with where it is in /etc/hosts, but IPv6 is switched off. */
const SWITCHED_OFF = new Set<string | undefined>(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Accepts connections on every address of a host: `localhost` has two on most machines. Fastify can do so as well, but
 * makes a second HTTP server, for whose running requests it does not wait when it closes. Here whatever comes by another
 * address is given to the one server: https://nodejs.org/api/http.html#event-connection
 */
export class Listening {
  private readonly others: Server[] = [];
  private ends: Promise<unknown> = Promise.resolve();

  constructor(private readonly server: FastifyInstance) {
    server.addHook('preClose', async () => {
      this.ends = Promise.all(this.others.map((other) => once(other.close(), 'close')));
    });
  }

  async begin(host: string, port: number): Promise<void> {
    const found = await lookup(host, { all: true });
    const [first, ...others] = new Set(found.map(({ address }) => address));
    await this.server.listen({ host: first, port });
    const bound = this.server.server.address() as AddressInfo;
    for (const other of others) await this.listenToo(other, bound.port);
  }

  /** Waits, once the server has closed, for what came by the other addresses. */
  async end(): Promise<void> {
    await this.ends;
  }

  private async listenToo(host: string, port: number): Promise<void> {
    const { server } = this.server;
    const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
    try {
      await once(other.listen({ host, port }), 'listening');
    } catch (error) {
      if (SWITCHED_OFF.has((error as NodeJS.ErrnoException).code)) return;
      throw error;
    }
    this.others.push(other);
    this.server.log.info({ address: host, port }, 'listening on this address too');
  }
}
