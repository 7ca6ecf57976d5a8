import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.js';
import { FeedConnection } from './feed-connection.js';
import type { Freshness } from './freshness.js';
import { type Connection, FeedError, type FeedProblem } from './gatehouse-request.js';
import type { MachineTokens } from './machine-tokens.js';
import type { RevokedIds } from './revoked-ids.js';

const TICK_MILLIS = 250;
const MIN_PAUSE_MILLIS = 100;
const MAX_PAUSE_MILLIS = 5000;

/** Where trying again soon is of no use, and keys that are not accepted are counted for the address. */
const REFUSED_PAUSE_MILLIS = 60_000;
const REFUSALS: readonly FeedProblem[] = ['API_KEY_REFUSED', 'TOO_MANY_ATTEMPTS'];

export interface RevocationFeedOptions {
  readonly connection: Connection;
  readonly tokens: MachineTokens;
  readonly ids: RevokedIds;
  readonly freshness: Freshness;
  readonly clock: Clock;
  /** After so long without news a connection is given up: early enough that another one can bring them. */
  readonly silentAfterMillis: number;
  readonly onComplete: () => void;
  readonly onProblem: (error: FeedError, retryInMillis: number) => void;
  /** Called several times a second. */
  readonly onTick: () => void;
}

/**
 * Keeps a connection open, and replaces it before its token expires: the next one is complete before the last one is
 * closed. What was revoked stays in the set meanwhile.
 */
export class RevocationFeed {
  private current: FeedConnection | undefined;
  private opening: FeedConnection | undefined;
  private readonly stopped = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private failures = 0;

  constructor(private readonly options: RevocationFeedOptions) {
    this.timer = setInterval(() => this.tick(), TICK_MILLIS);
    void this.run();
  }

  get isConnected(): boolean {
    return this.current?.isOpen ?? false;
  }

  stop(): void {
    this.stopped.abort();
    clearInterval(this.timer);
    this.opening?.close();
    this.current?.close();
  }

  private tick(): void {
    for (const connection of [this.opening, this.current]) connection?.check(this.options.silentAfterMillis);
    this.options.onTick();
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        await this.replace();
        await this.current?.untilRenewal();
      } catch (error) {
        await this.recover(error as FeedError);
      }
    }
  }

  private async replace(): Promise<void> {
    const { connection, tokens, ids, freshness, clock } = this.options;
    const token = await tokens.get();
    if (this.stopped.signal.aborted) return;
    const onNews = (moment: number, asOfMillis: number) => freshness.learn(moment, asOfMillis);
    const next = new FeedConnection({ connection, token, ids, clock, onNews });
    this.opening = next;
    await next.untilComplete().finally(() => {
      this.opening = undefined;
    });
    this.current?.close();
    this.current = next;
    this.failures = 0;
    this.options.onComplete();
  }

  private async recover(error: FeedError): Promise<void> {
    if (this.stopped.signal.aborted) return;
    if (error.problem === 'UNAUTHENTICATED') this.options.tokens.discard();
    const millis = this.pauseMillis(error);
    this.failures += 1;
    this.options.onProblem(error, millis);
    await sleep(millis, undefined, { signal: this.stopped.signal }).catch(() => {});
  }

  /** At random, so that not all services come back at the same moment. */
  private pauseMillis({ problem }: FeedError): number {
    if (REFUSALS.includes(problem)) return REFUSED_PAUSE_MILLIS;
    return Math.min(MIN_PAUSE_MILLIS * 2 ** this.failures, MAX_PAUSE_MILLIS) * (0.5 + Math.random() / 2);
  }
}
