type Fault = (request: Request, send: typeof fetch) => Promise<Response>;

/** Sends over real connections, notes what was sent, and fails where a test says so. */
export class Network {
  /** The root field of each document that was sent, in order. */
  readonly sent: string[] = [];
  private readonly faults: [field: string, fault: Fault][] = [];

  constructor(private readonly send: typeof fetch = fetch) {}

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const field = /\{\s*(\w+)/.exec(JSON.parse(await request.clone().text()).query)?.[1] ?? '';
    this.sent.push(field);
    const index = this.faults.findIndex(([name]) => name === field);
    const fault = this.faults.splice(index, index < 0 ? 0 : 1)[0]?.[1];
    return fault ? fault(request, this.send) : this.send(request);
  };

  /** Lets the next request of the field fail in some way. */
  next(field: string, fault: Fault): this {
    this.faults.push([field, fault]);
    return this;
  }

  count(field: string): number {
    return this.sent.filter((name) => name === field).length;
  }
}

/** The request does not reach the server. */
export const cutOff: Fault = () => Promise.reject(new TypeError('fetch failed'));

/** The server executes the request, and its response gets lost. */
export const loseResponse: Fault = async (request, send) => {
  await send(request);
  return cutOff(request, send);
};

/** The server does not respond. */
export const hang: Fault = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** A proxy responds instead of the server. */
export const badGateway: Fault = async () => new Response('<h1>Bad Gateway</h1>', { status: 502 });

/** Something happens after the server has responded, and before the response arrives. */
export const thenHappens =
  (happening: () => unknown): Fault =>
  async (request, send) => {
    const response = await send(request);
    await happening();
    return response;
  };
