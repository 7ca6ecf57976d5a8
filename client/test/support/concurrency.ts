import { type Network, thenHappens } from './network.js';

/** Starts some work after the server has responded, and delivers the response once the work is done or waits for a lock. */
export async function during<T>(network: Network, field: string, work: () => Promise<T>): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const start = () => {
    const started = work();
    resolve(started);
    return isWaiting(started);
  };
  network.next(field, thenHappens(start));
  return promise;
}

/** Resolves when the work is done, or waits for a lock. */
export async function isWaiting(work: Promise<unknown>): Promise<void> {
  const done = () => true;
  while (!(await Promise.race([work.then(done, done), hasPendingLock()]))) {}
}

async function hasPendingLock(): Promise<boolean> {
  await new Promise(setImmediate);
  return Boolean((await navigator.locks.query()).pending?.length);
}

/** The timeouts of requests: they pass when a test says so. */
export function useTimeouts() {
  const running: AbortController[] = [];
  beforeEach(() => {
    jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const controller = new AbortController();
      running.push(controller);
      return controller.signal;
    });
  });
  afterEach(() => jest.restoreAllMocks());
  return {
    pass(): void {
      for (const controller of running.splice(0)) controller.abort(new DOMException('', 'TimeoutError'));
    },
  };
}
