import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy in front of a server, on this machine. */
export class ForwardingProxy {
  /** The headers that it sends in place of those of a request. */
  headersFor: (headers: IncomingMessage['headers']) => IncomingMessage['headers'] = (headers) => headers;
  private target = '';
  private readonly server = createServer((incoming, response) => {
    const options = { method: incoming.method, headers: this.headersFor(incoming.headers) };
    const outgoing = request(new URL(incoming.url ?? '/', this.target), options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.writeHead(502).end());
    incoming.pipe(outgoing);
  });

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, resolve));
  }

  leadTo(url: string): void {
    this.target = url;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
