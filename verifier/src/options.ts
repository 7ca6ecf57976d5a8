import type { Clock } from './clock.js';
import type { VerificationErrorCode } from './errors.js';
import type { FeedProblem } from './gatehouse-request.js';

/** What a verifier reports, for metrics and logs. It never contains a token. */
export type VerifierEvent =
  | { readonly type: 'accepted' }
  | { readonly type: 'rejected'; readonly code: VerificationErrorCode }
  /** A stale verifier has asked Gatehouse about a token. */
  | { readonly type: 'introspected' }
  /** Everything that is revoked is known again, after the start or after a break. */
  | { readonly type: 'connected'; readonly revokedCount: number }
  | {
      readonly type: 'disconnected';
      readonly problem: FeedProblem;
      readonly message: string;
      /** When the next attempt is made, in milliseconds. */
      readonly retryInMillis: number;
    }
  | { readonly type: 'stale' }
  | { readonly type: 'fresh' };

export interface VerifierOptions {
  /** Of Gatehouse's API, such as `https://auth.example.com/graphql`. */
  readonly url: string;
  /** JWT_ISSUER of Gatehouse. */
  readonly issuer: string;
  /** JWT_AUDIENCE of Gatehouse. */
  readonly audience: string;
  /** Of a service account with the permission TOKENS_INTROSPECT. */
  readonly apiKey: string;
  /** For how many seconds the last news counts, at least 6: Gatehouse gives a sign of life every 5 s. By default 15. */
  readonly staleAfterSeconds?: number;
  /** What to do then: accept no token at all, which is the default, or ask Gatehouse about each. */
  readonly whenStale?: 'refuse' | 'introspect';
  /**
   * JWT_SECRET, where Gatehouse signs with HS256; several while it is exchanged. By default, the public keys verify. Who
   * has the secret can sign tokens as well as verify them: only for services that are trusted as Gatehouse is.
   */
  readonly secret?: string | readonly string[];
  /** Called for each event. What it throws is ignored. */
  readonly onEvent?: (event: VerifierEvent) => void;
  /** By default the global one. */
  readonly fetch?: typeof globalThis.fetch;
  /** For tests. */
  readonly clock?: Clock;
}

const MIN_STALE_AFTER_SECONDS = 6;

/** @throws {TypeError} an option is missing or out of range. */
export function validateOptions({ url, issuer, audience, apiKey, ...others }: VerifierOptions): void {
  for (const [name, value] of Object.entries({ url, issuer, audience, apiKey }))
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is missing.`);
  if (!URL.canParse(url)) throw new TypeError('url is not an absolute URL.');
  const { staleAfterSeconds = MIN_STALE_AFTER_SECONDS, whenStale = 'refuse' } = others;
  // Not with `<`, which is false of NaN.
  if (!(staleAfterSeconds >= MIN_STALE_AFTER_SECONDS) || !Number.isFinite(staleAfterSeconds))
    throw new TypeError(`staleAfterSeconds must be at least ${MIN_STALE_AFTER_SECONDS}.`);
  if (whenStale !== 'refuse' && whenStale !== 'introspect')
    throw new TypeError("whenStale must be 'refuse' or 'introspect'.");
}
