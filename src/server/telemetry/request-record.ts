import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestErrorCode } from '../../api/request-errors.js';

/** What a request or an operation came to: `ok`, or the code of what failed. Only codes of ours and of Apollo Server. */
export type Outcome = string;

export const OK: Outcome = 'ok';
export const BAD_REQUEST: Outcome = 'BAD_REQUEST';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the request begins. */
    record: RequestRecord;
  }
}

/** A field of Query or Mutation that was run, and what it came to. */
export interface RunField {
  readonly field: string;
  outcome: Outcome;
}

/** How a WebSocket was closed: https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5 */
export interface Closing {
  readonly closeCode: number;
  /** In the server's words: a client's may hold anything. */
  readonly closeReason?: string;
}

/** What is told of a request in the log, the metrics and traces, gathered while it runs. None of its values is. */
export class RequestRecord {
  readonly fields: RunField[] = [];
  /** Of the document; the client's choice. */
  operationName: string | undefined;
  operationType: string | undefined;
  /** Who sent the request, or was signed in by it. */
  userId: string | undefined;
  /** Of the log line about an unexpected error. */
  errorId: string | undefined;
  traceId: string | undefined;
  /** True when the client did not wait for the whole answer. */
  clientGone: true | undefined;
  /** True when it was for an event stream. */
  isEventStream = false;
  /** True when its end has been told. */
  isOver = false;
  /** Of a WebSocket. */
  closing: Closing | undefined;
  private failure: Outcome | undefined;

  run(field: string): RunField {
    const run = { field, outcome: OK };
    this.fields.push(run);
    return run;
  }

  /** The first failure is the outcome of the request. */
  fail(code: Outcome): void {
    this.failure ??= code;
  }

  outcome(status: number): Outcome {
    return this.failure ?? outcomeOfStatus(status);
  }

  /** The names of the fields that were run: each once, and only such as there are in the schema. */
  get fieldNames(): string[] {
    return [...new Set(this.fields.map(({ field }) => field))];
  }
}

/** For what failed outside GraphQL. */
function outcomeOfStatus(status: number): Outcome {
  if (status < 400) return OK;
  if (status === 503) return 'UNAVAILABLE';
  return status < 500 ? BAD_REQUEST : RequestErrorCode.INTERNAL_SERVER_ERROR;
}

type RequestEndListener = (request: FastifyRequest, reply: FastifyReply) => void;

declare module 'fastify' {
  interface FastifyInstance {
    /** Called once for each request that is over. */
    requestEndListeners: RequestEndListener[];
  }
}

/**
 * Lets others know of the end of each request: answered, or given up by its client. Fastify calls onResponse only for
 * an answer that it has sent to the end.
 */
export function tellRequestEnds(server: FastifyInstance): void {
  server.decorate('requestEndListeners', []);
  server.addHook('onResponse', (request, reply, done) => {
    endRequest(request, reply);
    done();
  });
  server.addHook('onRequest', (request, reply, done) => {
    // Gone while the answer was on its way.
    reply.raw.once('close', () => reply.raw.headersSent && !reply.raw.writableFinished && abandon(request, reply));
    done();
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    // Gone while the request was worked on: only now is it known what it came to.
    if (reply.raw.destroyed) abandon(request, reply);
    done();
  });
}

function abandon(request: FastifyRequest, reply: FastifyReply): void {
  request.record.clientGone = true;
  endRequest(request, reply);
}

/** Tells that a request is over. Does nothing the second time. */
export function endRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { record, server } = request;
  if (record.isOver) return;
  record.isOver = true;
  for (const listener of server.requestEndListeners) listener(request, reply);
}
