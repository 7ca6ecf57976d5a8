import { type EntityManager, type EntityName, type FilterQuery, LockMode, type QueryOrderMap } from '@mikro-orm/core';

/** What an outbox is a table of. */
interface OutboxRow {
  readonly id: string;
  nextAttemptAt: Date | null;
}

const LONGEST_DUE_FIRST = [{ nextAttemptAt: 'asc' }, { id: 'asc' }] as const;

/**
 * Finds and locks what has been due for longest, past what other instances have locked. To claim it, the transaction
 * postpones its next attempt: so it is tried again if the instance that claimed it dies.
 */
export function lockNextDue<T extends OutboxRow>(
  tx: EntityManager,
  outbox: EntityName<T>,
  due: FilterQuery<NoInfer<T>>,
): Promise<T | null> {
  const orderBy = [...LONGEST_DUE_FIRST] as QueryOrderMap<NoInfer<T>>[];
  return tx.findOne(outbox, due, { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, orderBy });
}

/** How to empty an outbox, or a part of one. */
export interface OutboxWork<T> {
  /** @returns null if nothing is due. */
  claimNext(): Promise<T | null>;
  /** Stores what became of it. */
  deliver(claimed: T): Promise<void>;
  /** How many are under way at a time. */
  readonly concurrency: number;
}

/**
 * Delivers what is due in an outbox until nothing is, never by two runs at the same time. Instances share the work,
 * because each row is claimed by one of them. It holds no more rows in memory than are under way.
 */
export class OutboxWorker<T> {
  private running: Promise<void> = Promise.resolve();
  private runs = 0;

  constructor(private readonly work: OutboxWork<T>) {}

  get isRunning(): boolean {
    return this.runs > 0;
  }

  /** After earlier runs. Once `stopping` is aborted, it starts no further delivery. */
  run(stopping?: AbortSignal): Promise<void> {
    this.runs += 1;
    const next = this.running
      .then(() => this.deliverDue(stopping))
      .finally(() => {
        this.runs -= 1;
      });
    this.running = next.catch(() => {});
    return next;
  }

  private async deliverDue(stopping?: AbortSignal): Promise<void> {
    const claimNext = async () => (stopping?.aborted ? null : this.work.claimNext());
    const deliverAll = async () => {
      for (let next = await claimNext(); next; next = await claimNext()) await this.work.deliver(next);
    };
    await Promise.all(Array.from({ length: this.work.concurrency }, deliverAll));
  }
}
