import type { AccessTokenClaims } from './claims.js';
import { systemClock } from './clock.js';
import { VerificationError } from './errors.js';
import { Freshness } from './freshness.js';
import type { FeedError } from './gatehouse-request.js';
import { Introspection } from './introspection.js';
import { MachineTokens } from './machine-tokens.js';
import { type VerifierEvent, type VerifierOptions, validateOptions } from './options.js';
import { Readiness } from './readiness.js';
import { RevocationFeed } from './revocation-feed.js';
import { RevokedIds } from './revoked-ids.js';
import { byPublicKeys, bySecrets, type VerifySignature } from './signature.js';

const DEFAULT_STALE_AFTER_SECONDS = 15;

/** In how many of the tables of ids expired ones are looked for at a time: in a million ids, a few milliseconds. */
const TABLES_A_TICK = 8;

/** How a verifier is doing. */
export interface VerifierState {
  /** Whether tokens are verified offline. */
  readonly isFresh: boolean;
  readonly isConnected: boolean;
  /** For how long nothing has been known about revoked tokens, in seconds; infinite before the first snapshot. */
  readonly ageSeconds: number;
  readonly revokedCount: number;
}

/** Verifies access tokens offline, and knows which of them are revoked. */
export class Verifier {
  private readonly options: VerifierOptions;
  private readonly ids = new RevokedIds();
  private readonly readiness = new Readiness();
  private readonly freshness: Freshness;
  private readonly feed: RevocationFeed;
  private readonly verifySignature: VerifySignature;
  private readonly introspection: Introspection;
  private wasFresh = false;
  private isClosed = false;

  constructor(options: VerifierOptions) {
    validateOptions(options);
    this.options = options;
    const { url, apiKey, fetch = globalThis.fetch, clock = systemClock } = options;
    const staleAfterMillis = (options.staleAfterSeconds ?? DEFAULT_STALE_AFTER_SECONDS) * 1000;
    const connection = { url, fetch };
    const tokens = new MachineTokens(connection, apiKey, clock);
    this.introspection = new Introspection(connection, tokens);
    this.freshness = new Freshness(clock, staleAfterMillis);
    this.verifySignature = this.signatureCheck();
    this.feed = new RevocationFeed({
      ...{ connection, tokens, ids: this.ids, freshness: this.freshness, clock },
      // Time is left for another connection.
      silentAfterMillis: (staleAfterMillis * 2) / 3,
      onComplete: () => this.complete(),
      onProblem: (error, retryInMillis) => this.lose(error, retryInMillis),
      onTick: () => this.tick(),
    });
  }

  /**
   * Waits for the first snapshot. Until then, the verifier is stale.
   *
   * @throws {VerificationError} API_KEY_REFUSED, CLOSED.
   */
  ready(): Promise<void> {
    return this.readiness.wait();
  }

  /**
   * @returns the claims of an access token that is valid and not revoked.
   * @throws {VerificationError} `code` says why it is not accepted.
   */
  async verify(token: string): Promise<AccessTokenClaims> {
    try {
      const claims = await this.check(token);
      this.report({ type: 'accepted' });
      return claims;
    } catch (error) {
      this.report({ type: 'rejected', code: (error as VerificationError).code });
      throw error;
    }
  }

  state(): VerifierState {
    const ageSeconds = this.freshness.ageMillis() / 1000;
    const { isConnected } = this.feed;
    return { isFresh: this.isFresh(), isConnected, ageSeconds, revokedCount: this.ids.size };
  }

  /** Ends the connection. From then on, no token is accepted. */
  close(): void {
    this.isClosed = true;
    this.feed.stop();
    this.readiness.fail(new VerificationError('CLOSED'));
  }

  private async check(token: string): Promise<AccessTokenClaims> {
    if (this.isClosed) throw new VerificationError('CLOSED');
    const claims = await this.verifySignature(token);
    // From here on nothing waits, so that what is accepted is not revoked at this moment.
    if (this.isRevoked(claims)) throw new VerificationError('TOKEN_BLACKLISTED');
    if (!this.isFresh()) await this.introspect(token);
    return claims;
  }

  private isRevoked({ jti, sid, sub, client_id }: AccessTokenClaims): boolean {
    return this.ids.has(sid) || this.ids.has(jti) || this.ids.has(sub) || this.ids.has(client_id);
  }

  private isFresh(): boolean {
    return !this.isClosed && this.freshness.isFresh();
  }

  private async introspect(token: string): Promise<void> {
    if (this.options.whenStale !== 'introspect') throw new VerificationError('REVOCATIONS_STALE');
    const isActive = await this.introspection.isActive(token).catch((cause) => {
      throw new VerificationError('REVOCATIONS_STALE', { cause });
    });
    this.report({ type: 'introspected' });
    if (!isActive) throw new VerificationError('TOKEN_BLACKLISTED');
  }

  private signatureCheck(): VerifySignature {
    const { url, issuer, audience, secret, fetch = globalThis.fetch } = this.options;
    const checks = { issuer, audience, now: () => this.freshness.now() };
    return secret === undefined ? byPublicKeys(url, fetch, checks) : bySecrets([secret].flat(), checks);
  }

  private complete(): void {
    this.readiness.succeed();
    this.report({ type: 'connected', revokedCount: this.ids.size });
  }

  private lose(error: FeedError, retryInMillis: number): void {
    const { problem, message } = error;
    if (problem === 'API_KEY_REFUSED') this.readiness.fail(new VerificationError(problem, { cause: error }));
    this.report({ type: 'disconnected', problem, message, retryInMillis });
  }

  private tick(): void {
    const isFresh = this.isFresh();
    if (isFresh !== this.wasFresh) this.report({ type: isFresh ? 'fresh' : 'stale' });
    this.wasFresh = isFresh;
    this.ids.forgetExpired(this.freshness.now(), TABLES_A_TICK);
  }

  private report(event: VerifierEvent): void {
    try {
      this.options.onEvent?.(event);
    } catch {
      // Neither a token nor the connection may suffer from how events are counted.
    }
  }
}

/** Starts to listen for revoked tokens at once. */
export function createVerifier(options: VerifierOptions): Verifier {
  return new Verifier(options);
}
