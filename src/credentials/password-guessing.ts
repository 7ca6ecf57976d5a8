import type { Config } from '../config/config.js';
import { type AttemptBuckets, HOUR_SECONDS, type RateLimit } from '../security/attempt-buckets.js';
import { type Device, networkOf } from '../security/device.js';
import type { KnownNetworks } from './known-networks.js';

/** Whom a password is tried for. */
export interface Claimed {
  /** Normalized, whether or not there is such an account. */
  readonly email: string;
  readonly userId: string | undefined;
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
      return this.attempt(this.perKnownAddress, `${claimed.email} ${network}`, compare, 'reset');
    }
    const compareForAccount = () => this.attempt(this.perAccount, claimed.email, compare, 'reset');
    // Only this attempt: with an account of their own, guessers must not clear their network's record.
    return this.attempt(this.perAddress, network, compareForAccount, 'refund');
  }

  /**
   * Compares the password that a signed-in user is asked for once more. Counted for the session, so that a stolen access
   * token does not delay its owner's other devices; a thief cannot start further sessions without the password.
   *
   * @throws {ExpectedError} TooManyAttemptsError, and what `compare` throws.
   */
  confirmation(sessionId: string, compare: () => Promise<boolean>): Promise<boolean> {
    return this.attempt(this.perSession, sessionId, compare, 'reset');
  }

  /** Counts before it compares: simultaneous attempts would otherwise all find the bucket open. */
  private async attempt(
    limit: RateLimit,
    whom: string,
    compare: () => Promise<boolean>,
    whenRight: 'reset' | 'refund',
  ): Promise<boolean> {
    const attempt = await this.buckets.consume(limit, whom);
    try {
      const matches = await compare();
      if (matches) await this.buckets[whenRight](attempt);
      return matches;
    } catch (notCompared) {
      await this.buckets.refund(attempt);
      throw notCompared;
    }
  }
}
