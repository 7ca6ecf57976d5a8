import { EventEmitter, on } from 'node:events';
import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import { networkOf } from '../../security/device.js';
import type { AccessTokenClaims, MachineTokenClaims } from '../../sessions/access-token.js';
import type { Authentication } from '../../sessions/authentication.js';
import type { SessionEndNotice } from '../../sessions/session-ending.js';
import type { Revocations } from './revocations.js';
import type { FindEndedSessions, SessionEndedEvent } from './session-ended.js';

/** As named in the metrics. */
export type SubscriptionTransport = 'websocket' | 'event_stream';

/** Limits open connections, so that no client can fill the memory of an instance. */
export class ConnectionLimiter {
  private readonly takenByNetwork = new Map<string, number>();
  private readonly takenByTransport = { websocket: 0, event_stream: 0 };

  constructor(private readonly config: Pick<Config, 'liveConnectionsPerInstance' | 'liveConnectionsPerAddress'>) {}

  get open(): Readonly<Record<SubscriptionTransport, number>> {
    return this.takenByTransport;
  }

  /**
   * Reserves a connection for a client address. @returns a function that releases it; undefined if the limit is
   * reached.
   */
  acquire(ipAddress: string | null, transport: SubscriptionTransport): (() => void) | undefined {
    const network = networkOf(ipAddress);
    const takenHere = this.takenByNetwork.get(network) ?? 0;
    const { websocket, event_stream } = this.takenByTransport;
    if (websocket + event_stream >= this.config.liveConnectionsPerInstance) return undefined;
    if (takenHere >= this.config.liveConnectionsPerAddress) return undefined;
    this.count(network, transport, 1);
    return () => this.count(network, transport, -1);
  }

  private count(network: string, transport: SubscriptionTransport, change: 1 | -1): void {
    const taken = (this.takenByNetwork.get(network) ?? 0) + change;
    if (taken === 0) this.takenByNetwork.delete(network);
    else this.takenByNetwork.set(network, taken);
    this.takenByTransport[transport] += change;
  }
}

/** Why the server closes a connection: the session has ended, its access token has expired, or the server is stopping. */
export type ClosingReason = 'SESSION_ENDED' | 'TOKEN_EXPIRED' | 'SERVER_STOPS';

/** A signed-in device, or a service, that waits for what happens. */
export class SubscriptionConnection {
  private readonly events = new EventEmitter<{ ended: [SessionEndedEvent]; done: [] }>();
  private readonly closing = new AbortController();
  private ended: SessionEndedEvent | undefined;
  /** Ends subscriptions. Aborted when the session has ended, and when the connection is gone. */
  readonly closed = this.closing.signal;
  /** What its access token carries that can be revoked: of machines, the activation of the account and the API key. */
  readonly ids: readonly string[];

  constructor(
    readonly token: AccessTokenClaims | MachineTokenClaims,
    /** After the end of a session, called only once its subscriptions have reported it. */
    readonly close: (reason: ClosingReason) => void,
    /** Waits until the client has received what it was sent, where the transport does not. */
    readonly drained = async (): Promise<void> => {},
  ) {
    this.ids = 'clientId' in token ? [token.sid, token.clientId] : [token.sid];
  }

  /** The events of a subscription: the end of the session, once. */
  sessionEnd(): AsyncIterable<[SessionEndedEvent]> {
    const events = on(this.events, 'ended', { close: ['done'] });
    if (this.ended) this.report(this.ended);
    return events as AsyncIterable<[SessionEndedEvent]>;
  }

  /** Notifies and completes every subscription, and closes the connection. */
  end(event: SessionEndedEvent): void {
    if (this.ended) return;
    this.ended = event;
    this.report(event);
    this.stop();
    this.close('SESSION_ENDED');
  }

  stop(): void {
    this.closing.abort();
  }

  private report(event: SessionEndedEvent): void {
    this.events.emit('ended', event);
    this.events.emit('done');
  }
}

/** The context of subscription resolvers. Unauthenticated clients have no connection, and the guard rejects them. */
export type SubscriptionContext = {
  readonly authentication: Authentication;
  /** What became of it since: the token's user may have lost the role. */
  readonly authenticateAgain: () => Promise<Authentication>;
  readonly revocations: Revocations;
  readonly connection?: SubscriptionConnection;
};

/** The live connections of this instance. Which sessions have ended is always read from the database. */
export class SubscriptionConnections {
  private readonly byId = new Map<string, Set<SubscriptionConnection>>();
  private stopped = false;

  constructor(
    private readonly findEnded: FindEndedSessions,
    private readonly clock: Clock,
  ) {}

  get size(): number {
    return this.all().size;
  }

  /**
   * Registers the connection until it is removed, and then checks whether its session has ended since it was
   * authenticated. Anything that ends the session later will find it here.
   */
  async add(connection: SubscriptionConnection): Promise<void> {
    const { ids } = connection;
    for (const id of ids) this.byId.set(id, (this.byId.get(id) ?? new Set()).add(connection));
    if (this.stopped) connection.close('SERVER_STOPS');
    await this.check(ids);
  }

  remove(connection: SubscriptionConnection): void {
    connection.stop();
    for (const id of connection.ids) {
      const connections = this.byId.get(id);
      connections?.delete(connection);
      if (connections?.size === 0) this.byId.delete(id);
    }
  }

  /** Notifies connections whose session has ended. */
  async check(which: SessionEndNotice): Promise<void> {
    const here = which === 'all' ? [...this.byId.keys()] : which.filter((id) => this.byId.has(id));
    if (here.length === 0) return;
    for (const event of await this.findEnded(here)) {
      for (const connection of this.byId.get(event.sessionId) ?? []) connection.end(event);
    }
  }

  /** A connection lives no longer than the access token that opened it. */
  closeExpired(): void {
    const now = this.clock();
    for (const connection of this.all()) if (connection.token.expiresAt <= now) connection.close('TOKEN_EXPIRED');
  }

  closeAll(): void {
    this.stopped = true;
    for (const connection of this.all()) connection.close('SERVER_STOPS');
  }

  private all(): ReadonlySet<SubscriptionConnection> {
    return new Set([...this.byId.values()].flatMap((connections) => [...connections]));
  }
}
