import ipaddr from 'ipaddr.js';

/**
 * What counts as one client address, in CIDR notation: an IPv4 address, or the /64 of an IPv6 address, of which a
 * single device may use every one (RFC 8981). `0.0.0.0/32` where the address is not known.
 */
export function networkOf(ipAddress: string | null): string {
  const [withoutZone = ''] = (ipAddress ?? '0.0.0.0').split('%');
  const address = ipaddr.process(withoutZone);
  if (address.kind() === 'ipv4') return `${address}/32`;
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString().concat('/64');
}
