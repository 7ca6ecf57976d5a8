import { EventEmitter, on } from 'node:events';
import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import { networkOf } from '../../security/device.js';
import type { AccessTokenClaims } from '../../sessions/access-token.js';
import type { Authentication } from '../../sessions/authentication.js';
import type { SessionEndNotice } from '../../sessions/session-ending.js';
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

/** A signed-in device that waits for the end of its session. */
export class SubscriptionConnection {
  private readonly events = new EventEmitter<{ ended: [SessionEndedEvent]; done: [] }>();
  private ended: SessionEndedEvent | undefined;

  constructor(
    readonly token: AccessTokenClaims,
    /** After the end of a session, called only once its subscriptions have reported it. */
    readonly close: (reason: ClosingReason) => void,
  ) {}

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
    this.close('SESSION_ENDED');
  }

  private report(event: SessionEndedEvent): void {
    this.events.emit('ended', event);
    this.events.emit('done');
  }
}

/** The context of subscription resolvers. Unauthenticated clients have no connection, and the guard rejects them. */
export type SubscriptionContext = {
  readonly authentication: Authentication;
  readonly connection?: SubscriptionConnection;
};

/** The live connections of this instance. Which sessions have ended is always read from the database. */
export class SubscriptionConnections {
  private readonly bySession = new Map<string, Set<SubscriptionConnection>>();
  private stopped = false;

  constructor(
    private readonly findEnded: FindEndedSessions,
    private readonly clock: Clock,
  ) {}

  get size(): number {
    return [...this.bySession.values()].reduce((sum, connections) => sum + connections.size, 0);
  }

  /**
   * Registers the connection until it is removed, and then checks whether its session has ended since it was
   * authenticated. Anything that ends the session later will find it here.
   */
  async add(connection: SubscriptionConnection): Promise<void> {
    const { sid } = connection.token;
    this.bySession.set(sid, (this.bySession.get(sid) ?? new Set()).add(connection));
    if (this.stopped) connection.close('SERVER_STOPS');
    await this.check([sid]);
  }

  remove(connection: SubscriptionConnection): void {
    const { sid } = connection.token;
    const connections = this.bySession.get(sid);
    connections?.delete(connection);
    if (connections?.size === 0) this.bySession.delete(sid);
  }

  /** Notifies connections whose session has ended. */
  async check(which: SessionEndNotice): Promise<void> {
    const here = which === 'all' ? [...this.bySession.keys()] : which.filter((id) => this.bySession.has(id));
    if (here.length === 0) return;
    for (const event of await this.findEnded(here)) {
      for (const connection of this.bySession.get(event.sessionId) ?? []) connection.end(event);
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

  private all(): SubscriptionConnection[] {
    return [...this.bySession.values()].flatMap((connections) => [...connections]);
  }
}
