import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AddressRange, canonicalAddress, isInRange, parseAddress, parseRange } from '../config/ip-address.js';

/** The proxies of TRUST_PROXY, which are trusted to say where a request comes from. */
export class TrustedProxies {
  private readonly ranges: readonly AddressRange[];

  /** @param list addresses and ranges, separated by commas: `127.0.0.1, 10.0.0.0/8`. */
  constructor(list: string) {
    const ranges = list.split(',').map((entry) => parseRange(entry.trim()));
    this.ranges = ranges.filter((range) => range !== undefined);
  }

  readonly includes = (address: string | undefined): boolean => {
    if (this.ranges.length === 0) return false;
    const parsed = parseAddress(address ?? '');
    return parsed !== undefined && this.ranges.some((range) => isInRange(parsed, range));
  };

  /**
   * The client's canonical address: the nearest one that is not a trusted proxy's. If a proxy passes on something other
   * than an address, it is the address of that proxy, so a malformed header groups a client with those of its proxy,
   * never with everyone.
   *
   * @returns null if the connection is closed.
   */
  clientAddress({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string | null {
    let nearest = canonicalAddress(socket.remoteAddress ?? '');
    const entries = forwardedEntries(headers['x-forwarded-for']);
    while (nearest !== undefined && this.includes(nearest)) {
      const entry = entries.pop();
      const farther = entry === undefined ? undefined : addressOfEntry(entry);
      if (farther === undefined) break;
      nearest = farther;
    }
    return nearest ?? null;
  }
}

/** Each proxy appends the address that connected to it: https://developer.mozilla.org/docs/Web/HTTP/Headers/X-Forwarded-For */
function forwardedEntries(header: string | string[] | undefined): string[] {
  const entries = [header ?? []].flat().join(',').split(',');
  return entries.map((entry) => entry.trim()).filter(Boolean);
}

/** The addresses that a request was forwarded for, the client's first; null for an entry that is not one. */
export function forwardedAddresses(headers: IncomingMessage['headers']): (string | null)[] {
  return forwardedEntries(headers['x-forwarded-for']).map((entry) => addressOfEntry(entry) ?? null);
}

/** `192.0.2.1:4711`, `[2001:db8::1]:4711` and `[2001:db8::1]`, as Azure Application Gateway and others write them. */
const WITH_PORT = /^(?:\[(?<bracketed>[^\]]*)\]|(?<ipv4>[\d.]+))(?::\d{1,5})?$/;

function addressOfEntry(entry: string): string | undefined {
  const { bracketed, ipv4 } = WITH_PORT.exec(entry.replace(/^"(.*)"$/, '$1'))?.groups ?? {};
  return canonicalAddress(bracketed ?? ipv4 ?? entry);
}

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The canonical client address; null once the connection is closed. Use it instead of Fastify's `ip`, which repeats
     * whatever a proxy says.
     */
    readonly clientAddress: string | null;
  }
}

/** Adds a lazy `clientAddress` to each request. */
export function addClientAddresses(server: FastifyInstance, proxies: TrustedProxies): void {
  server.decorateRequest('clientAddress', {
    getter(this: FastifyRequest) {
      return proxies.clientAddress(this.raw);
    },
  });
}
