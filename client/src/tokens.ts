import { parse } from './graphql.js';

/** The stored part of a session: with cookies, which no script can read, only its id and times. */
export interface Tokens {
  readonly sessionId: string;
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  /** When the access token expires, by the server's clock. */
  readonly accessTokenExpiresAt: string;
  /** When to refresh before sending, by this device's clock: milliseconds since 1970. */
  readonly refreshAfterMillis: number;
}

/** A store of tokens. Write your own for other places, such as the keychain of a phone. */
export interface TokenStore {
  read(): Tokens | null;
  write(tokens: Tokens | null): void;
  /** `cookie`: the server keeps both tokens in cookies. `bearer` by default. */
  readonly transport?: 'bearer' | 'cookie';
  /** The Web Lock under which tabs that share the store sign in, sign out and refresh. Without a name it is not shared. */
  readonly lockName?: string;
  /** Calls back when another tab has changed the tokens. */
  onExternalChange?(listener: () => void): void;
}

/** Keeps tokens in memory: a reload loses them, and no other script or tab can find them. */
export function memoryTokens(): TokenStore {
  let kept: Tokens | null = null;
  return {
    read: () => kept,
    write(tokens) {
      kept = tokens;
    },
  };
}

/**
 * Keeps tokens in a `Storage`, `localStorage` by default: all tabs share one session, which survives a reload. Every
 * script of the page can read them. Where there is no storage, as on a server, or where it is full or blocked, they are
 * kept in memory.
 */
export function storageTokens(storage = localStorageIfAny(), key = 'gatehouse'): TokenStore {
  const memory = memoryTokens();
  if (!storage) return memory;
  let isInMemory = false;
  return {
    lockName: key,
    read() {
      const read = () => parse(storage.getItem(key) ?? 'null') as Tokens | null;
      return isInMemory ? memory.read() : attempt(read, () => memory.read());
    },
    write(tokens) {
      memory.write(tokens);
      const remove = () => storage.removeItem(key);
      const write = () => storage.setItem(key, JSON.stringify(tokens));
      isInMemory = false;
      attempt(tokens ? write : remove, () => {
        isInMemory = true;
        // What is stored is outdated: a refresh token that was used already would end the session.
        attempt(remove, () => {});
      });
    },
    onExternalChange(listener) {
      globalThis.addEventListener?.('storage', (event) => {
        // A null key: everything was cleared.
        if (event.storageArea !== storage || (event.key ?? key) !== key) return;
        isInMemory = false;
        listener();
      });
    },
  };
}

/**
 * Lets the server keep both tokens in `HttpOnly` cookies, out of reach of any script. The storage holds no secret, only
 * the id of the session and when its access token expires, so that all tabs know whether a user is signed in.
 */
export function cookieTokens(storage = localStorageIfAny(), key = 'gatehouse'): TokenStore {
  return { ...storageTokens(storage, key), transport: 'cookie' };
}

/** A browser that blocks a site's data throws as soon as it is asked for. */
function localStorageIfAny(): Storage | undefined {
  return attempt(
    () => (typeof window === 'undefined' ? undefined : window.localStorage),
    () => undefined,
  );
}

function attempt<T>(action: () => T, otherwise: () => T): T {
  try {
    return action();
  } catch {
    return otherwise();
  }
}
