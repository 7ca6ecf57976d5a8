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
