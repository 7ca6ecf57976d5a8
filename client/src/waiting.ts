/** Runs a task while no other tab runs one under the same name, where there are Web Locks: not on plain http. */
export async function withLock<T>(name: string | undefined, task: () => Promise<T>): Promise<T> {
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
