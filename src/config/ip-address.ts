import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address, in any notation that Node.js accepts. */
type ParsedAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** A block of addresses in CIDR notation. */
export type AddressRange = readonly [ParsedAddress, prefixLength: number];

/** How many leading bits of an IPv4-mapped IPv6 address, `::ffff:192.0.2.1`, say that it is one: RFC 4291 §2.5.5.2. */
const MAPPED_PREFIX_LENGTH = 96;

const RANGE = /^(?<address>[\da-f:.]+)(?:\/(?<bits>\d{1,3}))?$/i;

/**
 * Reads an address. An IPv4-mapped IPv6 address becomes the IPv4 address, and the zone of a link-local one is dropped:
 * it names an interface of this machine and means nothing elsewhere (RFC 4007 §6).
 */
export function parseAddress(text: string): ParsedAddress | undefined {
  // ipaddr.js also accepts octal, hexadecimal and shortened IPv4 addresses.
  if (!isIP(text)) return undefined;
  return ipaddr.process(text.split('%', 1)[0] as string);
}

/** The canonical form of an address (RFC 5952), at most 39 characters; undefined if the text is not an address. */
export function canonicalAddress(text: string): string | undefined {
  return parseAddress(text)?.toString();
}

/** Whether a text is a loopback address: `127.0.0.0/8` or `::1`. */
export function isLoopback(text: string): boolean {
  return parseAddress(text)?.range() === 'loopback';
}

/** All IPv6 addresses that are given to anyone: https://www.iana.org/assignments/ipv6-address-space/ */
const GLOBAL_UNICAST: AddressRange = [ipaddr.parse('2000::'), 3];

/**
 * Whether an address is a host's on the Internet, rather than a private or special-purpose one:
 * https://www.iana.org/assignments/iana-ipv4-special-registry/ and its sibling for IPv6. What embeds an IPv4 address, as
 * `::127.0.0.1` does, is not.
 */
export function isPublic(address: ParsedAddress): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || isInRange(address, GLOBAL_UNICAST));
}

/** Whether a host name or address (in brackets if IPv6) is this machine. */
export function isLoopbackHost(host: string): boolean {
  return host.toLowerCase() === 'localhost' || isLoopback(withoutBrackets(host));
}

/** `[::1]`, as in URLs -> `::1`. */
export function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

export function hostInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/**
 * Reads an address or a range such as `10.0.0.0/8`.
 *
 * @returns undefined if it is neither, has a zone, or mixes IPv4-mapped with other IPv6 addresses.
 */
export function parseRange(text: string): AddressRange | undefined {
  const { address = '', bits } = RANGE.exec(text)?.groups ?? {};
  const parsed = parseAddress(address);
  if (!parsed) return undefined;
  const longest = parsed.kind() === 'ipv4' ? 32 : 128;
  const length = bits === undefined ? longest : Number(bits) - mappedBits(address, longest);
  return length >= 0 && length <= longest ? [parsed, length] : undefined;
}

function mappedBits(address: string, longest: number): number {
  return isIP(address) === 6 && longest === 32 ? MAPPED_PREFIX_LENGTH : 0;
}

export function isInRange(address: ParsedAddress, [first, prefixLength]: AddressRange): boolean {
  return address.kind() === first.kind() && address.match(first, prefixLength);
}
