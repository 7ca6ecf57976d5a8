import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands between a service and the servers, of which it takes one after the other, and disturbs what passes. */
export class FeedProxy {
  /** For how long it keeps back what a server sends. */
  delayMillis = 0;
  private isRefusing = false;
  private isFrozen = false;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => this.accept(client));
  private readonly targets: readonly string[];
  private connectionCount = 0;

  constructor(targets: readonly string[]) {
    this.targets = targets;
  }

  async start(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/graphql`;
  }

  stop(): void {
    this.server.close();
    this.destroyAll();
  }

  /** Cuts all connections, and accepts none for a time. */
  async cut(millis: number): Promise<void> {
    this.isRefusing = true;
    this.destroyAll();
    await sleep(millis);
    this.isRefusing = false;
  }

  /** Lets no byte through for a time; then whatever has come meanwhile. */
  async freeze(millis: number): Promise<void> {
    this.isFrozen = true;
    for (const socket of this.sockets) socket.pause();
    await sleep(millis);
    this.isFrozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  async delay(millis: number, byMillis: number): Promise<void> {
    this.delayMillis = byMillis;
    await sleep(millis);
    this.delayMillis = 0;
  }

  private destroyAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private accept(client: Socket): void {
    if (this.isRefusing) return void client.destroy();
    const url = new URL(this.targets[this.connectionCount++ % this.targets.length] as string);
    const server = connect(Number(url.port), url.hostname);
    this.pass(client, server, () => 0);
    this.pass(server, client, () => this.delayMillis);
  }

  /** In order, also when the delay changes. */
  private pass(from: Socket, to: Socket, delayOf: () => number): void {
    let last: Promise<unknown> = Promise.resolve();
    this.sockets.add(from);
    from.on('data', (chunk) => {
      const due = sleep(delayOf());
      last = last.then(() => due).then(() => to.destroyed || to.write(chunk));
    });
    from.on('error', () => {});
    from.on('close', () => {
      this.sockets.delete(from);
      void last.then(() => to.destroy());
    });
    if (this.isFrozen) from.pause();
  }
}
