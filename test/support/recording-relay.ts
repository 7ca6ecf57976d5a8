import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before PostgreSQL and keeps a copy of every byte, as somebody in between would. */
export class RecordingRelay {
  /** What each connection's client sent. */
  readonly sent: Buffer[][] = [];
  private readonly received: Buffer[] = [];
  private readonly sockets: Socket[] = [];
  private readonly server = createServer((client) => this.accept(client));

  constructor(private readonly target: URL) {}

  /** @returns the address of the database by way of the relay, its host name unchanged. */
  async start(): Promise<string> {
    await once(this.server.listen(0, 'localhost'), 'listening');
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.target), { port }).href;
  }

  /** Everything that went either way. */
  get traffic(): Buffer {
    return Buffer.concat([...this.sent.flat(), ...this.received]);
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private accept(client: Socket): void {
    const sent: Buffer[] = [];
    this.sent.push(sent);
    const database = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [client, database]) this.sockets.push(socket.on('error', () => {}));
    client.on('data', (bytes) => sent.push(bytes));
    database.on('data', (bytes) => this.received.push(bytes));
    client.pipe(database).pipe(client);
  }
}
