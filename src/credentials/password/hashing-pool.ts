import { once } from 'node:events';
import { extname } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { refuse } from '../../api/error-result.js';
import { ServerBusyError } from '../../api/expected-errors.js';
import type { ComparableHash, HashingJob } from './hashing.worker.js';

/** Does some work as a part of the request that it belongs to. */
type Trace = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** `.js` in a build; in the tests `.ts`, which Node loads as it is. */
const WORKER = new URL(`./hashing.worker${extname(import.meta.url)}`, import.meta.url).href;

/** How long a stopping server waits for running work: twenty times what a hash of the default cost takes. */
const CLOSE_TIMEOUT_MILLIS = 5000;

/** How long a thread without work is kept: a thread takes 17 MB, and a tenth of a second to start. */
const IDLE_THREAD_TIMEOUT_MILLIS = 60_000;

/**
 * Hashing on a few threads of its own, so that a storm of logins does not starve the rest. They are at most one more than
 * there are cores and have the event loop's priority: measured with fewer, or a lower one, logins in a storm fell below
 * half their rate while other requests gained little. They start with the first password.
 */
export class HashingPool {
  private readonly pool: Piscina;
  /** For each thread, when it has loaded bcrypt, or has failed to. */
  private readonly loaded = new WeakMap<Worker, Promise<unknown>>();

  constructor(
    private readonly options: { threads: number; queueLimit: number },
    private readonly trace: Trace = (_name, work) => work(),
  ) {
    this.pool = new Piscina({
      filename: WORKER,
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: IDLE_THREAD_TIMEOUT_MILLIS,
      closeTimeout: CLOSE_TIMEOUT_MILLIS,
    });
  }

  /**
   * A bcrypt hash.
   *
   * @throws {ExpectedError} ServerBusyError: the queue is full.
   */
  async hash(secret: string, cost: number): Promise<string> {
    return (await this.run({ kind: 'hash', secret, cost })) as string;
  }

  /** @throws {ExpectedError} ServerBusyError: the queue is full. */
  async compare(secret: string, hash: ComparableHash): Promise<boolean> {
    return (await this.run({ kind: 'compare', secret, ...hash })) as boolean;
  }

  /** How many passwords wait for a thread. */
  get queueLength(): number {
    return this.pool.queueSize;
  }

  /** Lets running work finish. A thread that is stopped while it loads bcrypt would take the whole process with it. */
  async close(): Promise<void> {
    await Promise.all(this.pool.threads.map((thread) => this.loaded.get(thread)));
    await this.pool.close({ force: true });
  }

  private async run(job: HashingJob): Promise<unknown> {
    // Not left to Piscina's maxQueue, which distinguishes a full queue from other failures only by its message.
    if (this.queueLength >= this.options.queueLimit) throw refuse(new ServerBusyError());
    return this.trace(`password ${job.kind}`, () => {
      const result = this.pool.run(job);
      this.watchNewThreads();
      return result;
    });
  }

  /** The first message of a thread reports to Piscina that it is ready. */
  private watchNewThreads(): void {
    for (const thread of this.pool.threads) {
      if (this.loaded.has(thread)) continue;
      this.loaded.set(thread, Promise.allSettled([Promise.race([once(thread, 'message'), once(thread, 'exit')])]));
    }
  }
}
