import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A service of breached passwords, as Have I Been Pwned has one: https://haveibeenpwned.com/API/v3#PwnedPasswords */
export class RangeServer {
  /** What it was asked. */
  readonly requests: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
  private readonly lines: [prefix: string, line: string][] = [];
  private readonly server = createServer((request, response) => {
    this.requests.push({ url: request.url, headers: request.headers });
    this.handler(request, response);
  });
  /** What it responds; tests replace it to be away. */
  handler: Handler = this.respond;

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/range/`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** @param count how often it was seen; 0 is padding. */
  add(password: string, count = 3): void {
    const digest = sha1(password);
    this.lines.push([digest.slice(0, 5), `${digest.slice(5)}:${count}`]);
  }

  /** Works as it should. */
  reset(): void {
    this.requests.length = 0;
    this.handler = this.respond;
  }

  private respond({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const known = this.lines.filter(([prefix]) => url === `/range/${prefix}`).map(([, line]) => line);
    const padding = [1, 2, 3].map((number) => `${sha1(`${url} ${number}`).slice(5)}:0`);
    response.setHeader('content-type', 'text/plain').end([...known, ...padding].join('\r\n'));
  }
}

/** Starts one before the tests of the file, which works again before each of them. */
export function useRangeServer(): RangeServer {
  const server = new RangeServer();
  beforeAll(() => server.start());
  beforeEach(() => server.reset());
  afterAll(() => server.stop());
  return server;
}
