import { EventEmitter, on } from 'node:events';
import type { AccessTokenClaims } from '../../sessions/access-token.js';
import type { Authentication } from '../../sessions/authentication.js';
import type { SessionEndedEvent } from './session-ended-event.js';

/** Why the server closes a connection: the session has ended, its access token has expired, or the server stops. */
export type ClosingReason = 'SESSION_ENDED' | 'TOKEN_EXPIRED' | 'SERVER_STOPS';

/** A signed-in device that waits to be told of its session's end. */
export class SubscriptionConnection {
  private readonly events = new EventEmitter<{ ended: [SessionEndedEvent]; done: [] }>();
  private ended: SessionEndedEvent | undefined;

  constructor(
    readonly token: AccessTokenClaims,
    /** After a session's end only once the subscriptions have told of it. */
    readonly close: (reason: ClosingReason) => void,
  ) {}

  /** What a subscription tells: the end, once, as soon as it has come. */
  sessionEnd(): AsyncIterable<[SessionEndedEvent]> {
    const events = on(this.events, 'ended', { close: ['done'] });
    if (this.ended) this.tell(this.ended);
    return events as AsyncIterable<[SessionEndedEvent]>;
  }

  /** Tells every subscription, completes it, and closes the connection. */
  end(event: SessionEndedEvent): void {
    if (this.ended) return;
    this.ended = event;
    this.tell(event);
    this.close('SESSION_ENDED');
  }

  private tell(event: SessionEndedEvent): void {
    this.events.emit('ended', event);
    this.events.emit('done');
  }
}

/** What the resolvers of subscriptions know. Whoever is not authenticated has no connection, and meets the guard. */
export type SubscriptionContext = {
  readonly authentication: Authentication;
  readonly connection?: SubscriptionConnection;
};
