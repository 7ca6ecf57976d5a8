import type { Clock } from '../../clock.js';
import type { SessionEndNotice } from '../../sessions/session-end-notice.js';
import type { SubscriptionConnection } from './connection.js';
import type { FindEndedSessions } from './ended-sessions.js';

/** The live connections of this instance. What has ended is always asked of the database. */
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
   * Keeps the connection until it is removed. Only then is it looked whether its session has ended since it was
   * authenticated: whatever ends it later will find it here.
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

  /** Tells those connections of which the session has ended. */
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
