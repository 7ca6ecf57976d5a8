import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { CloseCode, type Context, makeServer, type SubscribePayload } from 'graphql-ws';
import { RequestErrorCode, type UnauthenticatedReason } from '../../api/request-errors.js';
import { describeForLog } from '../../logger.js';
import type { Authentication } from '../../sessions/authentication.js';
import { BAD_REQUEST } from '../telemetry/request-record.js';
import { type CloseReason, closeWebSocket } from './closing.js';
import { SubscriptionConnection, type SubscriptionContext } from './connections.js';
import type { SubscriptionServices } from './operations.js';

/** Below the 60 seconds after which proxies commonly cut idle connections. */
const PING_INTERVAL_MILLIS = 25_000;

/** Keeps proxies from cutting the connection, and detects clients that have disappeared. */
function pingUntilClosed(socket: WebSocket): void {
  let isAlive = true;
  const ping = () => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  };
  const timer = setInterval(ping, PING_INTERVAL_MILLIS).unref();
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.once('close', () => clearInterval(timer));
}

/** More than there are things to subscribe to. */
const MAX_SUBSCRIPTIONS = 10;

/**
 * The maximum unsent data: a client that sends requests and never reads must not fill the memory. A page of revocations
 * has 80 kB.
 */
const MAX_BUFFERED_BYTES = 256 * 1024;

/** Long enough for a client that refreshes its tokens before it sends `connection_init`. */
const INIT_TIMEOUT_MILLIS = 10_000;

/** RFC 6455 §7.4.1. */
const UNSUPPORTED_DATA = 1003;

/** How long a client may take to receive the event that its session has ended. */
const DELIVERY_TIMEOUT_MILLIS = 2000;

/**
 * A WebSocket that speaks graphql-transport-ws. Its Origin needs no check, because the token is in a message that pages
 * of other origins cannot write, and cookies are ignored.
 */
export class SubscriptionWebSocket {
  private readonly pending = new Set<Promise<void>>();
  private context: SubscriptionContext | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly request: FastifyRequest,
    private readonly parts: SubscriptionServices,
  ) {}

  serve(): void {
    const { socket } = this;
    const closed = this.protocol().opened(
      {
        protocol: socket.protocol,
        send: (text) => this.send(text),
        close: (code, reason) => this.closeForProtocol(code, reason),
        onMessage: (handle) => socket.on('message', (data, isBinary) => this.receive(handle, data, isBinary)),
      },
      undefined,
    );
    socket.once('close', (code, reason) => void closed(code, String(reason)));
    pingUntilClosed(socket);
  }

  /** A binary message may contain anything, while a text message has been validated as UTF-8. */
  private receive(handle: (text: string) => Promise<void>, data: unknown, isBinary: boolean): void {
    if (isBinary) this.closeForProtocol(UNSUPPORTED_DATA);
    else this.track(handle(String(data)));
  }

  private protocol() {
    const { operations } = this.parts;
    const { record } = this.request;
    return makeServer({
      connectionInitWaitTimeout: INIT_TIMEOUT_MILLIS,
      onConnect: ({ connectionParams }) => this.connect(connectionParams),
      onSubscribe: ({ subscriptions }, _id, params) => this.subscribe(subscriptions, params),
      onNext: (_context, _id, _params, _args, result) => operations.formatResult(result, record),
      onError: (_context, _id, _params, errors) => operations.format(errors, record),
    });
  }

  /** @returns whether the connection is acknowledged. */
  private async connect(params: Record<string, unknown> = {}): Promise<boolean> {
    const authorization = this.authorization(params);
    if (typeof authorization !== 'string') return this.refuse('TOKEN_MALFORMED');
    const context = this.parts.contextBuilder.buildForWebSocket(this.request, authorization);
    const authentication = await context.authenticate();
    if (!('token' in authentication)) return this.refuse(refusalOf(authentication));
    if (this.socket.readyState !== this.socket.OPEN) return false;
    const connection = new SubscriptionConnection(authentication.token, (reason) => void this.close(reason));
    const authenticateAgain = () => context.authenticateAgain();
    this.context = { authentication, authenticateAgain, revocations: this.parts.revocations, connection };
    this.socket.once('close', () => this.parts.connections.remove(connection));
    await this.parts.connections.add(connection);
    return true;
  }

  /**
   * The one in `connection_init`, because browsers cannot set headers of a WebSocket, or else the header of the
   * upgrade.
   */
  private authorization({ authorization, Authorization }: Record<string, unknown>): unknown {
    return authorization ?? Authorization ?? this.request.headers.authorization ?? '';
  }

  private subscribe(subscriptions: Context['subscriptions'], params: SubscribePayload) {
    if (!this.context) throw new Error('a subscription before the connection was acknowledged');
    if (Object.keys(subscriptions).length > MAX_SUBSCRIPTIONS) return [tooManySubscriptions()];
    return this.parts.operations.prepare(params, this.context, this.request.record);
  }

  private refuse(reason: UnauthenticatedReason): false {
    this.request.record.fail(reason);
    void this.close(reason);
    return false;
  }

  private async close(reason: CloseReason): Promise<void> {
    if (reason === 'SESSION_ENDED') {
      await Promise.race([Promise.allSettled(this.pending), sleep(DELIVERY_TIMEOUT_MILLIS, undefined, { ref: false })]);
    }
    closeWebSocket(this.socket, this.request.record, reason);
  }

  /** The client breaks the protocol. graphql-ws' reason is not recorded, because it may repeat what was sent. */
  private closeForProtocol(closeCode: number = CloseCode.BadRequest, reason?: string): void {
    const { socket, request } = this;
    if (socket.readyState === socket.OPEN) {
      request.record.fail(BAD_REQUEST);
      request.record.closing ??= { closeCode };
    }
    socket.close(closeCode, reason);
  }

  /** Resolves when a subscription has completed. */
  private track(handled: Promise<void>): void {
    const settled = handled
      .catch((error) => {
        this.request.log.error({ error: describeForLog(error) }, 'a WebSocket failed');
        this.request.record.fail(RequestErrorCode.INTERNAL_SERVER_ERROR);
        void this.close(RequestErrorCode.INTERNAL_SERVER_ERROR);
      })
      .finally(() => this.pending.delete(settled));
    this.pending.add(settled);
  }

  private send(text: string): Promise<void> {
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) this.socket.terminate();
    return new Promise((resolve) => this.socket.send(text, () => resolve()));
  }
}

function refusalOf(authentication: Exclude<Authentication, { token: unknown }>): UnauthenticatedReason {
  return authentication.state === 'refused' ? authentication.reason : 'TOKEN_MISSING';
}

function tooManySubscriptions(): GraphQLError {
  const message = `There are already ${MAX_SUBSCRIPTIONS} subscriptions on this connection. Complete one first.`;
  return new GraphQLError(message, { extensions: { code: RequestErrorCode.BAD_USER_INPUT } });
}
