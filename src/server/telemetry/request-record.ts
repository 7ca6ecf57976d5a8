import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestErrorCode } from '../../api/request-errors.js';

/** The outcome of a request or an operation: `ok`, or the code of the failure, from us or Apollo Server. */
export type Outcome = string;

export const OK: Outcome = 'ok';
export const BAD_REQUEST: Outcome = 'BAD_REQUEST';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the request starts. */
    record: RequestRecord;
  }
}

/** A field of Query or Mutation that was executed, and its outcome. */
export interface RunField {
  readonly field: string;
  outcome: Outcome;
}

/** How a WebSocket was closed: https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5 */
export interface Closing {
  readonly closeCode: number;
  /** The server's own reason, because a client's could contain anything. */
  readonly closeReason?: string;
}

/**
 * What the log, metrics and traces report about a request, collected while it runs. It contains none of the request's
 * values.
 */
export class RequestRecord {
  readonly fields: RunField[] = [];
  /** Chosen by the client. */
  operationName: string | undefined;
  operationType: string | undefined;
  /** The user who sent the request, or was signed in by it. */
  userId: string | undefined;
  /** The service account that sent the request. */
  serviceAccountId: string | undefined;
  /** The id of the log line about an unexpected error. */
  errorId: string | undefined;
  traceId: string | undefined;
  /** True if the client did not wait for the complete response. */
  clientGone: true | undefined;
  isEventStream = false;
  /** True once its end has been reported. */
  isOver = false;
  closing: Closing | undefined;
  private failure: Outcome | undefined;

  run(field: string): RunField {
    const run = { field, outcome: OK };
    this.fields.push(run);
    return run;
  }

  /** The first failure determines the outcome of the request. */
  fail(code: Outcome): void {
    this.failure ??= code;
  }

  outcome(status: number): Outcome {
    return this.failure ?? outcomeOfStatus(status);
  }

  /** The distinct names of the executed fields, all of which exist in the schema. */
  get fieldNames(): string[] {
    return [...new Set(this.fields.map(({ field }) => field))];
  }
}

/** For failures outside GraphQL. */
function outcomeOfStatus(status: number): Outcome {
  if (status < 400) return OK;
  if (status === 503) return 'UNAVAILABLE';
  return status < 500 ? BAD_REQUEST : RequestErrorCode.INTERNAL_SERVER_ERROR;
}

type RequestEndListener = (request: FastifyRequest, reply: FastifyReply) => void;

declare module 'fastify' {
  interface FastifyInstance {
    /** Called once at the end of each request. */
    requestEndListeners: RequestEndListener[];
  }
}

/**
 * Reports the end of each request, whether completed or abandoned by its client. Fastify calls onResponse only for a
 * response that it has sent completely.
 */
export function reportRequestEnds(server: FastifyInstance): void {
  server.decorate('requestEndListeners', []);
  server.addHook('onResponse', (request, reply, done) => {
    endRequest(request, reply);
    done();
  });
  server.addHook('onRequest', (request, reply, done) => {
    // The client disappeared while the response was being sent.
    reply.raw.once('close', () => reply.raw.headersSent && !reply.raw.writableFinished && abandon(request, reply));
    done();
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    // The client disappeared while the request was running: only now is its outcome known.
    if (reply.raw.destroyed) abandon(request, reply);
    done();
  });
}

function abandon(request: FastifyRequest, reply: FastifyReply): void {
  request.record.clientGone = true;
  endRequest(request, reply);
}

/** Reports the end of a request. Does nothing the second time. */
export function endRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { record, server } = request;
  if (record.isOver) return;
  record.isOver = true;
  for (const listener of server.requestEndListeners) listener(request, reply);
}
