import ipaddr from 'ipaddr.js';
import { parseAddress } from '../config/ip-address.js';

export interface Device {
  readonly ipAddress: string | null;
  /** At most 512 characters. */
  readonly userAgent: string | null;
}

export const NO_DEVICE: Device = { ipAddress: null, userAgent: null };

/** For requests whose connection is closed, so that their address is no longer known. */
const UNKNOWN = '0.0.0.0/32';

/**
 * What counts as one client address, in CIDR notation: an IPv4 address, or the /64 of an IPv6 address, of which a
 * single device may use every one (RFC 8981).
 */
export function networkOf(ipAddress: string | null): string {
  const address = parseAddress(ipAddress ?? '');
  if (!address) return UNKNOWN;
  if (address.kind() === 'ipv4') return `${address}/32`;
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString().concat('/64');
}

/** In this order, because Edge and Opera also claim to be Chrome, and all of them to be Safari. */
const BROWSERS = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b|\bDarwin\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
] as const;

/**
 * What a `User-Agent` says, such as `Firefox (Windows)`. It consists only of names listed here: anyone can send any text,
 * and this is shown to people who did not send the request.
 *
 * @returns null if it names neither a known browser nor a known system.
 */
export function deviceName({ userAgent }: Device): string | null {
  const nameIn = (names: typeof BROWSERS | typeof SYSTEMS) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const [browser, system] = [nameIn(BROWSERS), nameIn(SYSTEMS)];
  return browser && system ? `${browser} (${system})` : (browser ?? system ?? null);
}
