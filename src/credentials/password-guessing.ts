import type { Config } from '../config/config.js';
import type { AttemptBuckets } from '../security/attempt-buckets.js';
import { type Device, networkOf } from '../security/device.js';
import { type Counted, HOUR_SECONDS, type RateLimit, type Settlement } from '../security/rate-limit.js';
import type { KnownNetworks } from './known-networks.js';

/** Whom a password is tried for. */
export interface Claimed {
  /** The email address, whatever name was used; or the name that was used, if there is no such account. */
  readonly name: string;
  readonly userId: string | undefined;
}

/** A bucket that counts guesses, and what a right one does to it. */
interface Guess extends Counted {
  readonly whenRight: Settlement['by'];
}

/**
 * Slows down password guessing. Strangers are counted per account and per network. A network that the account
 * was signed in from before is counted for itself, so that no stranger can lock the owner out
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 */
export class PasswordGuessing {
  private readonly perAccount: RateLimit;
  private readonly perAddress: RateLimit;
  private readonly perKnownAddress: RateLimit;
  private readonly perSession: RateLimit;

  constructor(
    private readonly buckets: AttemptBuckets,
    private readonly knownNetworks: KnownNetworks,
    config: Config,
  ) {
    const rest = {
      periodSeconds: HOUR_SECONDS,
      firstDelaySeconds: config.loginFirstDelaySeconds,
      longestDelaySeconds: config.loginLongestDelaySeconds,
    };
    const forAccount = { count: config.loginFailuresPerAccountPerHour, ...rest };
    this.perAccount = { name: 'login-account', ...forAccount };
    this.perKnownAddress = { name: 'login-known', ...forAccount };
    this.perSession = { name: 'confirmation', ...forAccount };
    this.perAddress = { name: 'login-address', count: config.loginFailuresPerAddressPerHour, ...rest };
  }

  /**
   * Compares the password of a login.
   *
   * @throws {ExpectedError} TooManyAttemptsError, and what `compare` throws.
   */
  async login(claimed: Claimed, { ipAddress }: Device, compare: () => Promise<boolean>): Promise<boolean> {
    const network = networkOf(ipAddress);
    if (await this.knownNetworks.has(claimed.userId, network)) {
      const known = { limit: this.perKnownAddress, whom: `${claimed.name} ${network}`, whenRight: 'reset' } as const;
      return this.attempt([known], compare);
    }
    // Only this attempt: with an account of their own, guessers must not clear their network's record.
    const address = { limit: this.perAddress, whom: network, whenRight: 'refund' } as const;
    const account = { limit: this.perAccount, whom: claimed.name, whenRight: 'reset' } as const;
    return this.attempt([address, account], compare);
  }

  /**
   * Compares the password that a signed-in user is asked for once more. Counted for the session, so that a stolen access
   * token does not delay its owner's other devices; a thief cannot start further sessions without the password.
   *
   * @throws {ExpectedError} TooManyAttemptsError, and what `compare` throws.
   */
  confirmation(sessionId: string, compare: () => Promise<boolean>): Promise<boolean> {
    return this.attempt([{ limit: this.perSession, whom: sessionId, whenRight: 'reset' }], compare);
  }

  /** Counts before it compares: simultaneous attempts would otherwise all find the bucket open. */
  private async attempt(counted: readonly Guess[], compare: () => Promise<boolean>): Promise<boolean> {
    const attempts = await this.buckets.consumeEach(counted);
    const settle = (by: (index: number) => Settlement['by']) =>
      this.buckets.settleEach(attempts.map((attempt, index) => ({ attempt, by: by(index) })));
    try {
      const matches = await compare();
      if (matches) await settle((index) => (counted[index] as Guess).whenRight);
      return matches;
    } catch (notCompared) {
      await settle(() => 'refund');
      throw notCompared;
    }
  }
}
