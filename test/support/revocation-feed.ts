import jwt from 'jsonwebtoken';
import { TRANSPORTS, type Watcher } from './live-clients.js';
import { until } from './until.js';

export const REVOCATIONS = 'subscription { revocations { isSnapshot revoked { id expiresAt } asOf } }';

interface Event {
  readonly isSnapshot: boolean;
  readonly revoked: { id: string; expiresAt: string }[];
  readonly asOf: string;
}

/** A service that follows what is revoked, as one that verifies tokens itself does. */
export class RevocationFeed {
  private constructor(readonly watcher: Watcher) {}

  /** Resolves once the set is complete, or the subscription has ended. */
  static async open(url: string, token: string, watch = TRANSPORTS.WebSocket): Promise<RevocationFeed> {
    const feed = new RevocationFeed(await watch(url, token, { query: REVOCATIONS }));
    let hasEnded = false;
    void feed.watcher.told.then(() => {
      hasEnded = true;
    });
    await until(() => hasEnded || feed.isRefused || feed.events.some(({ isSnapshot }) => !isSnapshot));
    return feed;
  }

  private get isRefused(): boolean {
    return this.watcher.results.some(({ errors }) => errors);
  }

  get events(): Event[] {
    return this.watcher.results.flatMap(({ data }) => data?.revocations ?? []);
  }

  get ids(): string[] {
    return this.events.flatMap(({ revoked }) => revoked.map(({ id }) => id));
  }

  /** Whether a service that has this set refuses a token. */
  refuses(token: string): boolean {
    const { jti, sid, sub, client_id } = jwt.decode(token) as Record<string, string | undefined>;
    return [jti, sid, sub, client_id].some((id) => id !== undefined && this.ids.includes(id));
  }

  stop(): void {
    this.watcher.stop();
  }
}
