import type { Clock } from './clock.js';
import { DatabaseClock } from './freshness.js';
import { type Connection, FeedError } from './gatehouse-request.js';
import type { MachineToken } from './machine-tokens.js';
import { type RevocationsEvent, readRevocations } from './revocation-events.js';
import type { RevokedIds } from './revoked-ids.js';

export interface FeedConnectionOptions {
  readonly connection: Connection;
  readonly token: MachineToken;
  readonly ids: RevokedIds;
  readonly clock: Clock;
  /** Called once the snapshot is complete: everything revoked before the moment, the database's `asOf`, is known. */
  readonly onNews: (moment: number, asOfMillis: number) => void;
}

/** One subscription, from its request until it ends. */
export class FeedConnection {
  private readonly controller = new AbortController();
  private readonly completed = Promise.withResolvers<void>();
  private readonly renewal = Promise.withResolvers<void>();
  private readonly databaseClock: DatabaseClock;
  private isComplete = false;
  private lastHeardAt: number;
  private knownUntil: number;
  private readonly ended: Promise<never>;

  constructor(private readonly options: FeedConnectionOptions) {
    const { connection, token, clock } = options;
    this.databaseClock = new DatabaseClock(clock);
    this.lastHeardAt = this.knownUntil = clock.elapsed();
    const { signal } = this.controller;
    const onEvent = (event: RevocationsEvent) => this.receive(event);
    this.ended = readRevocations(connection, { token: token.text, signal, onEvent })
      .catch((error) => {
        throw signal.aborted ? signal.reason : error;
      })
      .finally(() => this.controller.abort());
    this.ended.catch(this.completed.reject);
    this.completed.promise.catch(() => {});
  }

  get isOpen(): boolean {
    return !this.controller.signal.aborted;
  }

  /** @throws {FeedError} it has ended before the snapshot was complete. */
  untilComplete(): Promise<void> {
    return this.completed.promise;
  }

  /** @throws {FeedError} it has ended before its token was to be renewed. */
  untilRenewal(): Promise<void> {
    return Promise.race([this.renewal.promise, this.ended]);
  }

  close(reason = new FeedError('ENDED', 'The connection was closed.')): void {
    this.controller.abort(reason);
  }

  /** Closes it if nothing was heard for too long, or only what is too old: a proxy may hold back events. */
  check(silentAfterMillis: number): void {
    const now = this.options.clock.elapsed();
    if (now >= this.options.token.renewAt) this.renewal.resolve();
    if (now - this.lastHeardAt > silentAfterMillis)
      this.close(new FeedError('SILENT', 'Nothing was heard from Gatehouse for too long.'));
    else if (this.isComplete && now - this.knownUntil > silentAfterMillis)
      this.close(new FeedError('DELAYED', 'What is heard from Gatehouse is too old.'));
  }

  private receive({ isSnapshot, revoked, asOfMillis }: RevocationsEvent): void {
    for (const { id, expiresAtMillis } of revoked)
      if (!this.options.ids.add(id, expiresAtMillis)) throw new FeedError('BAD_RESPONSE', 'An id is not a UUID.');
    this.lastHeardAt = this.options.clock.elapsed();
    const moment = this.databaseClock.momentOf(asOfMillis);
    if (isSnapshot) return;
    this.knownUntil = Math.max(this.knownUntil, moment);
    this.isComplete = true;
    this.options.onNews(moment, asOfMillis);
    this.completed.resolve();
  }
}
