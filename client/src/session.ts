import { type Authorization, authorizationBy } from './authorization.js';
import { GatehouseError } from './errors.js';
import type { AuthPayload, NewTokens, RefreshTokenResult } from './operations.js';
import type { Refusal } from './refusal.js';
import type { TokenStore, Tokens } from './tokens.js';
import { Turns, unlessAborted } from './waiting.js';

/**
 * Why somebody was signed out: `LOGOUT`, this client was asked to. `ELSEWHERE`, another tab was, or the storage was
 * cleared. The others are the server's: the session has ended or expired, the account has been deactivated.
 */
export type SignOutReason =
  | 'LOGOUT'
  | 'ELSEWHERE'
  | 'INVALID_REFRESH_TOKEN'
  | 'TOKEN_BLACKLISTED'
  | 'ACCOUNT_DEACTIVATED';

type Listener<Event extends unknown[]> = (...event: Event) => void;

/** Reasons of a refusal that a new access token can mend. A server that gives no reason may mean any. */
const MENDED_BY_REFRESH = [undefined, 'TOKEN_EXPIRED', 'TOKEN_INVALID', 'TOKEN_MISSING'];
const SESSION_HAS_ENDED = ['TOKEN_BLACKLISTED', 'ACCOUNT_DEACTIVATED'];

/** How much of an access token's life passes before it is refreshed without waiting for the server to refuse it. */
const USED_SHARE_OF_LIFETIME = 0.9;

/** How to recover from a refusal of tokens. */
interface Recovery {
  readonly tokens: Tokens | null;
  refresh(): Promise<void>;
  end(reason: SignOutReason): Promise<void>;
}

/** Who is signed in: keeps the tokens, refreshes them once for all who need it, and tells when the session ends. */
export class ClientSession {
  private readonly turns: Turns;
  private refreshing: Promise<void> | undefined;
  private knownId: string | null;
  private readonly changeListeners = new Set<Listener<[]>>();
  private readonly signOutListeners = new Set<Listener<[SignOutReason]>>();

  constructor(
    readonly store: TokenStore,
    private readonly exchange: (refreshToken: string | null) => Promise<RefreshTokenResult>,
  ) {
    this.turns = new Turns(store.lockName);
    this.knownId = this.id;
    store.onWrittenElsewhere?.(() => this.tellChange());
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
    // Both times are the server's, so that it does not matter whether its clock and ours agree.
    const lifetimeMillis = Date.parse(accessTokenExpiresAt) - Date.parse(session.lastUsedAt);
    const refreshAfterMillis = Date.now() + lifetimeMillis * USED_SHARE_OF_LIFETIME;
    this.store.write({ sessionId: session.id, accessToken, refreshToken, accessTokenExpiresAt, refreshAfterMillis });
    this.tellChange();
  }

  /** Forgets the tokens, unless there is another session by now. */
  end(tokens: Tokens | null, reason: SignOutReason): void {
    if (!tokens || this.id !== tokens.sessionId) return;
    this.store.write(null);
    this.tellChange(reason);
  }

  async authorize(signal?: AbortSignal | null): Promise<Authorization> {
    const ageing = this.store.read();
    // Should that fail, the old token may still do: the server decides.
    if (ageing && Date.now() > ageing.refreshAfterMillis)
      await unlessAborted(this.refresh(ageing).catch(ignore), signal);
    return authorizationBy(this.store.read(), this.store);
  }

  /** Does what a refusal asks for. Says whether the request is to be sent again. */
  afterRefusal({ tokens }: Authorization, refusal: Refusal, signal?: AbortSignal | null): Promise<boolean> {
    const refresh = () => unlessAborted(this.refresh(tokens), signal);
    // A change of the password ends the session, too: its response, which brings the next one, may be on its way.
    const end = (reason: SignOutReason) => this.turns.take(async () => this.end(tokens, reason), signal ?? undefined);
    return this.recover(refusal, { tokens, refresh, end });
  }

  /** The same for what has its turn, and would wait for itself if it waited for another. */
  afterRefusalInTurn(tokens: Tokens | null, refusal: Refusal): Promise<boolean> {
    const end = async (reason: SignOutReason) => this.end(tokens, reason);
    return this.recover(refusal, { tokens, refresh: () => this.replace(tokens), end });
  }

  private async recover({ reason, repeatable }: Refusal, { tokens, refresh, end }: Recovery): Promise<boolean> {
    if (SESSION_HAS_ENDED.includes(reason as string)) await end(reason as SignOutReason);
    if (!repeatable || !MENDED_BY_REFRESH.includes(reason)) return false;
    if (!tokens && !(this.usesCookies && reason === 'TOKEN_EXPIRED')) return false;
    await refresh();
    // What one user has asked for is never repeated as another.
    return this.id !== null && this.id === (tokens?.sessionId ?? this.id);
  }

  /**
   * Replaces tokens by new ones, unless that has been done.
   *
   * @throws {GatehouseError} REFRESH_FAILED: there are none right now. The tokens are kept.
   */
  refresh(outdated: Tokens | null): Promise<void> {
    this.refreshing ??= this.turns
      .take(() => this.replace(outdated))
      .finally(() => {
        this.refreshing = undefined;
      });
    return this.refreshing;
  }

  /**
   * Runs what signs in or out once it has its turn: what one such operation, or a refresh, is answered is kept before the
   * next is sent, in whichever tab. Otherwise cookies could be of one session, and what is kept of another.
   */
  inTurn<T>(change: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.turns.take(() => {
      this.distrustCookies();
      return change();
    }, signal);
  }

  /** An answer may set cookies and get lost then, with its tab perhaps: the next request is to ask whose they are. */
  private distrustCookies(): void {
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

  private tellChange(signOutReason: SignOutReason = 'ELSEWHERE'): void {
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
