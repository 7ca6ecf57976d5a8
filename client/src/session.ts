import { type Authorization, authorizationFor } from './authorization.js';
import { GatehouseError } from './errors.js';
import { abortable, Mutex } from './mutex.js';
import type { AuthPayload, NewTokens, RefreshTokenResult } from './operations.js';
import type { TokenRejection } from './token-rejection.js';
import type { TokenStore, Tokens } from './tokens.js';

/**
 * Why the user was signed out. `LOGOUT`: by this client's `logout`. `ELSEWHERE`: in another tab, or the storage was cleared.
 * The others come from the server: the session has ended or expired, or the account was deactivated.
 */
export type SignOutReason =
  | 'LOGOUT'
  | 'ELSEWHERE'
  | 'INVALID_REFRESH_TOKEN'
  | 'TOKEN_BLACKLISTED'
  | 'ACCOUNT_DEACTIVATED';

type Listener<Event extends unknown[]> = (...event: Event) => void;

/** Reasons of a rejection that a new access token fixes. A server that gives no reason may mean any of them. */
const FIXED_BY_REFRESH = [undefined, 'TOKEN_EXPIRED', 'TOKEN_INVALID', 'TOKEN_MISSING'];
const SESSION_HAS_ENDED = ['TOKEN_BLACKLISTED', 'ACCOUNT_DEACTIVATED'];

/** The part of an access token's lifetime after which it is refreshed without waiting for the server to reject it. */
const USED_SHARE_OF_LIFETIME = 0.9;

/** How to recover from rejected tokens. */
interface Recovery {
  readonly tokens: Tokens | null;
  refresh(): Promise<void>;
  end(reason: SignOutReason): Promise<void>;
}

/** The session of the signed-in user: keeps the tokens, shares each refresh, and reports when the session ends. */
export class ClientSession {
  private readonly mutex: Mutex;
  private refreshing: Promise<void> | undefined;
  private knownId: string | null;
  private readonly changeListeners = new Set<Listener<[]>>();
  private readonly signOutListeners = new Set<Listener<[SignOutReason]>>();

  constructor(
    readonly store: TokenStore,
    private readonly exchange: (refreshToken: string | null) => Promise<RefreshTokenResult>,
  ) {
    this.mutex = new Mutex(store.lockName);
    this.knownId = this.id;
    store.onExternalChange?.(() => this.notifyListeners());
  }

  get id(): string | null {
    return this.store.read()?.sessionId ?? null;
  }

  get usesCookies(): boolean {
    return this.store.transport === 'cookie';
  }

  onChange(listener: Listener<[]>): () => void {
    return add(this.changeListeners, listener);
  }

  onSignedOut(listener: Listener<[SignOutReason]>): () => void {
    return add(this.signOutListeners, listener);
  }

  start({ session, accessToken, refreshToken, accessTokenExpiresAt }: NewTokens): void {
    // Both times are by the server's clock, which may differ from ours.
    const lifetimeMillis = Date.parse(accessTokenExpiresAt) - Date.parse(session.lastUsedAt);
    const refreshAfterMillis = Date.now() + lifetimeMillis * USED_SHARE_OF_LIFETIME;
    this.store.write({ sessionId: session.id, accessToken, refreshToken, accessTokenExpiresAt, refreshAfterMillis });
    this.notifyListeners();
  }

  /** Forgets the tokens, unless another session has replaced them. */
  end(tokens: Tokens | null, reason: SignOutReason): void {
    if (!tokens || this.id !== tokens.sessionId) return;
    this.store.write(null);
    this.notifyListeners(reason);
  }

  async authorize(signal?: AbortSignal | null): Promise<Authorization> {
    const tokens = this.store.read();
    // If that fails, the old token may still be valid: the server decides.
    if (tokens && Date.now() > tokens.refreshAfterMillis) await abortable(this.refresh(tokens).catch(ignore), signal);
    return authorizationFor(this.store.read(), this.store);
  }

  /** @returns whether to repeat the request. */
  afterRejection({ tokens }: Authorization, rejection: TokenRejection, signal?: AbortSignal | null): Promise<boolean> {
    const refresh = () => abortable(this.refresh(tokens), signal);
    // A change of the password ends the session, too: the response with the next one may be on its way.
    const end = (reason: SignOutReason) =>
      this.mutex.runExclusive(async () => this.end(tokens, reason), signal ?? undefined);
    return this.recover(rejection, { tokens, refresh, end });
  }

  /** The same within `runExclusive`, where waiting for the mutex again would be a deadlock. */
  afterRejectionExclusively(tokens: Tokens | null, rejection: TokenRejection): Promise<boolean> {
    const end = async (reason: SignOutReason) => this.end(tokens, reason);
    return this.recover(rejection, { tokens, refresh: () => this.replace(tokens), end });
  }

  private async recover({ reason, retryable }: TokenRejection, { tokens, refresh, end }: Recovery): Promise<boolean> {
    if (SESSION_HAS_ENDED.includes(reason as string)) await end(reason as SignOutReason);
    if (!retryable || !FIXED_BY_REFRESH.includes(reason)) return false;
    if (!tokens && !(this.usesCookies && reason === 'TOKEN_EXPIRED')) return false;
    await refresh();
    // A request of one user is never repeated as another.
    return this.id !== null && this.id === (tokens?.sessionId ?? this.id);
  }

  /**
   * Replaces outdated tokens, unless that has been done already.
   *
   * @throws {GatehouseError} REFRESH_FAILED: there are no new ones right now. The tokens are kept.
   */
  refresh(outdated: Tokens | null): Promise<void> {
    this.refreshing ??= this.mutex
      .runExclusive(() => this.replace(outdated))
      .finally(() => {
        this.refreshing = undefined;
      });
    return this.refreshing;
  }

  /**
   * Runs operations that sign in or out one at a time, across tabs: the response to each, and to a refresh, is stored before
   * the next is sent. Otherwise the cookies could belong to one session, and the stored id to another.
   */
  runExclusive<T>(change: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.mutex.runExclusive(() => {
      this.markTokensStale();
      return change();
    }, signal);
  }

  /** A response that gets lost may have set cookies. The next request refreshes, which finds out whose they are. */
  private markTokensStale(): void {
    const kept = this.store.read();
    if (kept && this.usesCookies) this.store.write({ ...kept, refreshAfterMillis: 0 });
  }

  private async replace(outdated: Tokens | null): Promise<void> {
    const isUntouched = () => isSame(this.store.read(), outdated);
    if (!isUntouched() || !(outdated || this.usesCookies)) return;
    const result = await this.exchange(outdated?.refreshToken ?? null);
    if (!isUntouched()) return;
    if (isPayload(result)) return this.start(result);
    if (result.code === 'INVALID_REFRESH_TOKEN') return this.end(outdated, 'INVALID_REFRESH_TOKEN');
    throw new GatehouseError('REFRESH_FAILED', result.message);
  }

  private notifyListeners(signOutReason: SignOutReason = 'ELSEWHERE'): void {
    const { id, knownId } = this;
    this.knownId = id;
    if (id === knownId) return;
    if (id === null) for (const listener of this.signOutListeners) listener(signOutReason);
    for (const listener of this.changeListeners) listener();
  }
}

function isPayload(result: RefreshTokenResult): result is AuthPayload {
  return result.__typename === 'AuthPayload';
}

function isSame(one: Tokens | null, other: Tokens | null): boolean {
  return (
    one?.sessionId === other?.sessionId &&
    one?.accessToken === other?.accessToken &&
    one?.accessTokenExpiresAt === other?.accessTokenExpiresAt
  );
}

function add<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function ignore(): void {}
