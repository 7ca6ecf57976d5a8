import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import { isPublic, parseAddress, withoutBrackets } from '../config/ip-address.js';

/** Together with the response's body. */
const TIMEOUT_MILLIS = 5000;

/** A hundred times what a provider's metadata takes. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** What is wrong with a request or its response. */
export class GuardedFetchError extends Error {
  override readonly name = 'GuardedFetchError';
}

/** Finds all addresses of a host. */
export type ResolveHost = (
  host: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface FetchGuard {
  /** Whether addresses of this machine and of its networks are allowed, which is for development. */
  readonly allowPrivate: boolean;
  readonly timeoutMillis?: number;
  /** That of the system by default. */
  readonly resolveHost?: ResolveHost;
  /** Whether the status and the headers are all that matters: the body is not received. */
  readonly ignoreBody?: boolean;
}

/** What the libraries of OpenID Connect call in place of `fetch`, each with options of its own type. */
export type GuardedFetch = (
  url: string,
  init?: { readonly signal?: AbortSignal | null | undefined },
) => Promise<Response>;

/**
 * The one way to a provider, and to a webhook's receiver. Addresses come from documents that a provider serves itself, or
 * from an administrator: they must lead nowhere but to the Internet (https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html).
 * Names are checked as they are resolved for the connection, so that they cannot change in between. A redirect is
 * returned and not followed.
 */
export function createGuardedFetch(guard: FetchGuard): GuardedFetch {
  const { allowPrivate, timeoutMillis = TIMEOUT_MILLIS, resolveHost = lookup, ignoreBody = false } = guard;
  const isForbidden = (address: string) => !isAllowedAddress(address, allowPrivate);
  // No connection is kept: logins at providers are too rare.
  const connect = { lookup: guardedLookup(resolveHost, isForbidden), timeout: timeoutMillis };
  const dispatcher = new Agent({ pipelining: 0, connect });
  return async (url, init = {}) => {
    const { protocol, hostname } = new URL(url);
    // OpenID Connect Discovery 1.0 §3. Of the libraries, the one that fetches the keys of ID tokens does not check it.
    if (!allowPrivate && protocol !== 'https:') throw new GuardedFetchError('the address does not begin with https:');
    const host = withoutBrackets(hostname);
    // An address is not looked up.
    if (parseAddress(host) && isForbidden(host)) throw new GuardedFetchError('the address is not a public one');
    const timeout = AbortSignal.timeout(timeoutMillis);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const request = { ...init, redirect: 'manual', signal, dispatcher } as const;
    const response = await fetch(url, request);
    return ignoreBody ? withoutBody(response) : readBounded(response);
  };
}

/** Special-purpose addresses are neither a provider's nor a receiver's. */
function isAllowedAddress(text: string, allowPrivate: boolean): boolean {
  const address = parseAddress(text);
  if (!address) return false;
  // Never the metadata services of clouds, which are at link-local addresses.
  return isPublic(address) || (allowPrivate && address.range() !== 'linkLocal');
}

function guardedLookup(resolveHost: ResolveHost, isForbidden: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    resolveHost(host, { ...options, all: true }, (error, addresses = []) => {
      const problem =
        error ??
        findProblem(
          addresses.map(({ address }) => address),
          isForbidden,
        );
      const [first = { address: '', family: 4 }] = addresses;
      if (problem) callback(problem, '', 4);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function findProblem(addresses: readonly string[], isForbidden: (address: string) => boolean): Error | undefined {
  const isWrong = addresses.length === 0 || addresses.some(isForbidden);
  return isWrong ? new GuardedFetchError('the host has an address that is not a public one') : undefined;
}

type FetchedResponse = Awaited<ReturnType<typeof fetch>>;

async function withoutBody({ body, status, headers }: FetchedResponse): Promise<Response> {
  await body?.cancel();
  return new Response(null, { status, headers: [...headers] });
}

/** The same response, with its body in memory. */
async function readBounded({ body, status, headers }: FetchedResponse): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_RESPONSE_BYTES) throw new GuardedFetchError('the response is too long');
    chunks.push(chunk);
  }
  return new Response(size > 0 ? Buffer.concat(chunks) : null, { status, headers: [...headers] });
}
