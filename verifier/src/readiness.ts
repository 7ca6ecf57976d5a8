import { VerificationError } from './errors.js';

/** Lets callers wait until everything that is revoked is known for the first time. */
export class Readiness {
  private readonly waiting = new Set<PromiseWithResolvers<void>>();
  private isReady = false;
  private refusal: VerificationError | undefined;

  wait(): Promise<void> {
    const waiter = Promise.withResolvers<void>();
    if (this.isReady) waiter.resolve();
    else if (this.refusal) waiter.reject(this.refusal);
    else this.waiting.add(waiter);
    return waiter.promise;
  }

  succeed(): void {
    this.isReady = true;
    for (const { resolve } of this.waiting) resolve();
    this.waiting.clear();
  }

  fail(error: VerificationError): void {
    this.refusal = error;
    for (const { reject } of this.waiting) reject(error);
    this.waiting.clear();
  }
}
