import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** An address that stays the same while what it leads to changes, as a failover leaves it. */
export class MovingAddress {
  readonly url: string;
  private readonly server: Server;
  private target: URL;
  private readonly sockets = new Set<Socket>();

  private constructor(target: URL, server: Server) {
    this.target = target;
    this.server = server.on('connection', (client) => this.accept(client));
    const { port } = server.address() as AddressInfo;
    this.url = Object.assign(new URL(target), { hostname: '127.0.0.1', port }).href;
  }

  static async of(target: string): Promise<MovingAddress> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new MovingAddress(new URL(target), server);
  }

  /** Cuts all connections. */
  moveTo(target: string): void {
    this.target = new URL(target);
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private accept(client: Socket): void {
    const target = connect(Number(this.target.port), this.target.hostname);
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(target).pipe(client);
  }
}
