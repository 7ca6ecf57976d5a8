import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A span, as far as the tests look at it. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly attributes: Record<string, string>;
}

/** Takes traces as an OpenTelemetry collector does, and keeps them. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  /** Everything that was sent, to search in. */
  received = '';
  private readonly server = createServer(async (request, response) => {
    const body = await buffer(request);
    this.received += body.toString('latin1');
    if (request.url === '/v1/traces') this.spans.push(...spansIn(body));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto */
function spansIn(request: Buffer): CollectedSpan[] {
  const spans = fields(request, 1).flatMap((resource) => fields(resource, 2).flatMap((scope) => fields(scope, 2)));
  return spans.map((span) => ({
    traceId: one(span, 1).toString('hex'),
    spanId: one(span, 2).toString('hex'),
    parentSpanId: one(span, 4).toString('hex'),
    name: one(span, 5).toString(),
    attributes: Object.fromEntries(
      fields(span, 9).map((pair) => [one(pair, 1).toString(), one(one(pair, 2), 1).toString()]),
    ),
  }));
}

function one(message: Buffer, field: number): Buffer {
  return fields(message, field)[0] ?? Buffer.alloc(0);
}

/** The values of a length-delimited field: https://protobuf.dev/programming-guides/encoding/ */
function fields(message: Buffer, wanted: number): Buffer[] {
  const reader = new WireReader(message);
  const found: Buffer[] = [];
  while (!reader.atEnd) {
    const { field, value } = reader.next();
    if (field === wanted && value) found.push(value);
  }
  return found;
}

class WireReader {
  private at = 0;

  constructor(private readonly message: Buffer) {}

  get atEnd(): boolean {
    return this.at >= this.message.length;
  }

  /** The next field; a value only if it is length-delimited. */
  next(): { field: number; value?: Buffer } {
    const tag = this.varint();
    const field = Math.floor(tag / 8);
    if (tag % 8 === 2) return { field, value: this.take(this.varint()) };
    if (tag % 8 === 0) this.varint();
    else this.take(tag % 8 === 1 ? 8 : 4);
    return { field };
  }

  private take(length: number): Buffer {
    this.at += length;
    return this.message.subarray(this.at - length, this.at);
  }

  private varint(): number {
    const byte = this.message[this.at++] ?? 0;
    return byte < 0x80 ? byte : (byte & 0x7f) + 0x80 * this.varint();
  }
}
