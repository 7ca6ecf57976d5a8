import { setTimeout as sleep } from 'node:timers/promises';
import { Field, ID, ObjectType } from 'type-graphql';
import { NotListeningError } from '../../database/notifications.js';
import { describeForLog, type Logger } from '../../logger.js';
import { FIRST_CHANGE, type Position, type Revoked, type RevokedTokens } from '../../sessions/revoked-tokens.js';

@ObjectType({ description: 'What access tokens carry that must be refused although they have not expired.' })
export class RevokedToken implements Revoked {
  @Field(() => ID, {
    description:
      'Refuse every token that has it as its `jti`, `sid`, `sub` or `client_id`: one access token, or all of a session, ' +
      'of an API key or of a service account.',
  })
  readonly id!: string;

  @Field(() => Date, { description: 'When the last token that has it expires. It may be forgotten then.' })
  readonly expiresAt!: Date;
}

@ObjectType({ description: 'Something is revoked, or still nothing more is.' })
export class RevocationsEvent {
  @Field(() => Boolean, {
    description:
      'Whether this is a part of what was revoked before. The set is complete with the first event that is not, which ' +
      'follows at once.',
  })
  readonly isSnapshot!: boolean;

  @Field(() => [RevokedToken], {
    description:
      'What is revoked, to be added to the set: at most 1,000. Some may come again. Empty in a sign of life.',
  })
  readonly revoked!: readonly Revoked[];

  @Field(() => Date, {
    description:
      'By the clock of the database: the events up to this one contain all that was revoked before, once the set is ' +
      'complete. Only an event that moves it on is a sign of life.',
  })
  readonly asOf!: Date;
}

/** How long notifications are collected, so that many at once cause one statement. */
const COLLECT_MILLIS = 50;

/** Wakes all who wait for changes. */
export class Bell {
  private ringing: NodeJS.Timeout | undefined;
  private next = new AbortController();

  /** Aborted when it rings the next time. */
  get rung(): AbortSignal {
    return this.next.signal;
  }

  ring(): void {
    this.ringing ??= setTimeout(() => {
      this.ringing = undefined;
      this.next.abort();
      this.next = new AbortController();
    }, COLLECT_MILLIS).unref();
  }
}

/** A client that follows. */
export interface Recipient {
  /** Ends the events. */
  readonly closed: AbortSignal;
  /** Waits until the client has received what it was sent, where the transport does not. */
  drained(): Promise<void>;
  /** Asked before each event, also a sign of life: the events end with the right to them. */
  isEntitled(): Promise<boolean>;
}

/** In milliseconds. */
export interface RevocationTimes {
  /** How long nothing is reported before a sign of life is. */
  readonly signOfLife: number;
  /** When to look for changes that no notification has reported. */
  readonly read: number;
}

const TIMES: RevocationTimes = { signOfLife: 5000, read: 1000 };

/**
 * Follows the blacklist, for services that verify tokens themselves. Everything is read by the connection that listens:
 * while that is lost or silent, there is no event that could pass for a sign of life.
 */
export class Revocations {
  constructor(
    private readonly tokens: RevokedTokens,
    private readonly bell: Bell,
    private readonly log: Logger,
    private readonly times = TIMES,
  ) {}

  /** Reads the next page only once the client has received the last one. */
  events({ closed, drained, isEntitled }: Recipient): AsyncIterableIterator<RevocationsEvent> {
    const returned = new AbortController();
    const events = this.follow(AbortSignal.any([closed, returned.signal]), isEntitled);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        await drained();
        return events.next();
      },
      return: () => {
        returned.abort();
        return events.return(undefined);
      },
    };
  }

  private async *follow(
    stopping: AbortSignal,
    isEntitled: Recipient['isEntitled'],
  ): AsyncGenerator<RevocationsEvent, undefined> {
    const reader = new RevocationReader(this.tokens, this.times.signOfLife);
    while (!stopping.aborted) {
      const waking = AbortSignal.any([stopping, this.bell.rung]);
      try {
        for await (const event of reader.news()) {
          if (!(await this.untilKnown(isEntitled, stopping))) return undefined;
          yield event;
        }
      } catch (error) {
        this.report(error);
      }
      await sleep(this.times.read, undefined, { signal: waking, ref: false }).catch(() => {});
    }
    return undefined;
  }

  /** Keeps what was read, and is read only once, until the database says who may have it. */
  private async untilKnown(isEntitled: Recipient['isEntitled'], stopping: AbortSignal): Promise<boolean> {
    while (!stopping.aborted) {
      try {
        return (await isEntitled()) && !stopping.aborted;
      } catch (error) {
        this.report(error);
        await sleep(this.times.read, undefined, { signal: stopping, ref: false }).catch(() => {});
      }
    }
    return false;
  }

  private report(error: unknown): void {
    // The listener has reported the loss itself.
    if (error instanceof NotListeningError) return;
    this.log.warn({ error: describeForLog(error) }, 'revocations cannot be read; will try again');
  }
}

/** Knows what one client has received, and reads what it has not. */
class RevocationReader {
  private position: Position | undefined;
  private lastSignOfLife = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly tokens: RevokedTokens,
    private readonly signOfLifeMillis: number,
  ) {}

  /** What there is to report. Can be called again after it has failed: something is reported twice then. */
  async *news(): AsyncGenerator<RevocationsEvent> {
    if (!this.position || !this.tokens.hasChangesSince(this.position)) yield* this.everything();
    yield* this.changes(this.position as Position);
  }

  /** The snapshot; or after the loss of the connection all of it again, as changes. */
  private async *everything(): AsyncGenerator<RevocationsEvent> {
    const isSnapshot = this.position === undefined;
    const position = await this.tokens.position();
    const { asOf } = this.position ?? position;
    for (let revoked = await this.tokens.page(); revoked.length > 0; ) {
      yield { isSnapshot, revoked, asOf };
      revoked = await this.tokens.page(revoked.at(-1)?.id);
    }
    this.position = position;
  }

  private async *changes(from: Position): AsyncGenerator<RevocationsEvent> {
    const { position, ...first } = await this.tokens.changesSince(from, FIRST_CHANGE);
    let { revoked, next } = first;
    while (next) {
      yield { isSnapshot: false, revoked, asOf: from.asOf };
      ({ revoked, next } = await this.tokens.changesSince(from, next));
    }
    this.position = position;
    const now = performance.now();
    if (revoked.length === 0 && now < this.lastSignOfLife + this.signOfLifeMillis) return;
    this.lastSignOfLife = now;
    yield { isSnapshot: false, revoked, asOf: position.asOf };
  }
}
