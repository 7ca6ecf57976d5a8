/** Lets tasks run one after the other: in all tabs under one name where there are Web Locks, which plain http has not. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly name: string | undefined) {}

  /** @param signal ends the wait for the turn. A task that has begun is to end by itself: others wait for it. */
  take<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const begin = async () => {
      signal?.throwIfAborted();
      return task();
    };
    const turn = this.last.then(() => withLock(this.name, begin));
    this.last = turn.catch(() => {});
    return unlessAborted(turn, signal);
  }
}

async function withLock<T>(name: string | undefined, task: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return name && locks ? await locks.request(`gatehouse:${name}`, task) : task();
}

/** What a promise brings, unless the signal comes before. The promise's own work goes on, for others wait for it too. */
export function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal | null): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
