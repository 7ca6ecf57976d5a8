import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before PostgreSQL, and can close all connections, or fall silent without: as after a failover, or when a NAT forgets. */
export class FreezingProxy {
  private readonly sockets: Socket[] = [];
  private frozen = false;
  private isCut = false;
  private readonly server = createServer((client) => this.accept(client));

  constructor(private readonly target: URL) {}

  /** Answers the address of the database by way of the proxy. */
  async start(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.target), { hostname: '127.0.0.1', port }).href;
  }

  /** From now on no byte gets through. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** Closes all connections, and each new one at once. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** New connections work again; those that were open stay silent for ever. */
  thaw(): void {
    this.frozen = this.isCut = false;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private accept(client: Socket): void {
    this.sockets.push(client.on('error', () => {}));
    if (this.isCut) client.destroy();
    if (this.frozen || this.isCut) return;
    const database = connect(Number(this.target.port), this.target.hostname);
    this.sockets.push(database.on('error', () => {}));
    client.pipe(database).pipe(client);
  }
}
