import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { addSeconds } from '../../src/clock.js';
import type { SignedIn } from './api-client.js';
import type { Gatehouse } from './gatehouse.js';
import { WEBHOOKS } from './operations.js';

type Headers = Record<string, string>;

/** A request that the receiver was sent. */
export interface Received {
  readonly headers: Headers;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests are there to assert.
  readonly payload: any;
}

/** A receiver of webhooks over real HTTP. */
export class WebhookReceiver {
  readonly requests: Received[] = [];
  private readonly server = createServer((request, response) => void this.receive(request, response));
  /** What it responds, after it has read the request; tests replace it. */
  respond!: (response: ServerResponse, received: Received) => void;

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  reset(): void {
    this.requests.length = 0;
    this.respondWith(204);
  }

  respondWith(status: number, headers: Headers = {}): void {
    this.respond = (response) => response.writeHead(status, headers).end();
  }

  /** The types of events, in the order that they arrived in. */
  get types(): string[] {
    return this.requests.map(({ payload }) => payload.type);
  }

  get last(): Received {
    return this.requests.at(-1) as Received;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const received = { headers: request.headers as Headers, body, payload: JSON.parse(body) };
    this.requests.push(received);
    this.respond(response, received);
  }
}

/** Starts one before the tests of the file, which accepts everything again before each of them. */
export function useWebhookReceiver(): WebhookReceiver {
  const receiver = new WebhookReceiver();
  beforeAll(() => receiver.start());
  beforeEach(() => receiver.reset());
  afterAll(() => receiver.stop());
  return receiver;
}

/** Whether a receiver that has the secret accepts the request: by the reference implementation. */
export function isGenuine({ headers, body }: Received, secret: string): boolean {
  try {
    return Boolean(new Webhook(secret).verify(body, headers));
  } catch {
    return false;
  }
}

/** What an administrator does, and sees. */
export class WebhookAdministrator {
  private signedIn: SignedIn;
  private loggedInAt: Date;

  constructor(
    private readonly gatehouse: Gatehouse,
    readonly root: SignedIn,
  ) {
    this.signedIn = root;
    this.loggedInAt = gatehouse.clock.now();
  }

  async act(field: string, input: object) {
    return this.gatehouse.api.mutate(field, input, await this.token());
  }

  /** Of a login that is as recent as need be. */
  private async token(): Promise<string> {
    const now = this.gatehouse.clock.now();
    if (addSeconds(this.loggedInAt, 600) > now) return this.signedIn.accessToken;
    this.loggedInAt = now;
    this.signedIn = await this.gatehouse.api.login(this.root.user);
    return this.signedIn.accessToken;
  }

  /** A new webhook, with its secret. */
  create(url: string, eventTypes: readonly string[], more: object = {}) {
    return this.act('createWebhook', { url, eventTypes, ...more });
  }

  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests are there to assert.
  async list(state?: string): Promise<any[]> {
    const { data } = await this.gatehouse.api.send(WEBHOOKS, { state }, { token: await this.token() });
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    return data.webhooks.edges.map(({ node }: any) => ({
      ...node,
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      deliveries: node.deliveries.edges.map((edge: any) => edge.node),
    }));
  }
}
