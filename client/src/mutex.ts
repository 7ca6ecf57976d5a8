/** Runs tasks one at a time: across tabs by name where there are Web Locks, which plain HTTP lacks; else within a client. */
export class Mutex {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly name: string | undefined) {}

  /** @param signal aborts the wait for the mutex. A task that has begun must end on its own, because others wait for it. */
  runExclusive<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const begin = async () => {
      signal?.throwIfAborted();
      return task();
    };
    const turn = this.last.then(() => withLock(this.name, begin));
    this.last = turn.catch(() => {});
    return abortable(turn, signal);
  }
}

async function withLock<T>(name: string | undefined, task: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return name && locks ? await locks.request(`gatehouse:${name}`, task) : task();
}

/** Rejects when the signal aborts. The work behind the promise goes on, because others wait for it, too. */
export function abortable<T>(promise: Promise<T>, signal?: AbortSignal | null): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
