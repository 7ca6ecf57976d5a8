import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * What counts as one client address, in CIDR notation: an IPv4 address, or the /64 of an IPv6 address, of which a
 * single device may use every one (RFC 8981). `0.0.0.0/32` for what is no address: a proxy may
 * pass on what its client has made up.
 */
export function networkOf(ipAddress: string | null): string {
  const [withoutZone = ''] = (ipAddress ?? '').split('%');
  const address = ipaddr.process(isIP(withoutZone) ? withoutZone : '0.0.0.0');
  if (address.kind() === 'ipv4') return `${address}/32`;
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString().concat('/64');
}
