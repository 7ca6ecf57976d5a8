/** Hosts that are not on the Internet, in every form in which a URL can have them. */
export const PRIVATE_HOSTS = [
  ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '0.1.2.3'],
  ...['224.0.0.1', '255.255.255.255', '240.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
  // Decimal, hexadecimal, octal, short, in other digits, with a dot at the end.
  ...['2130706433', '0x7f000001', '0x7f.1', '017700000001', '0177.0.0.1', '127.1', '0', '①②⑦.⓪.⓪.①', '127.0.0.1.'],
  ...['[::1]', '[::]', '[fe80::1]', '[fec0::1]', '[fc00::1]', '[fd00::1]', '[ff02::1]', '[2001:db8::1]', '[100::1]'],
  // IPv4 addresses in IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo.
  ...['[::ffff:127.0.0.1]', '[::ffff:a9fe:a9fe]', '[::127.0.0.1]', '[::a9fe:a9fe]', '[::ffff:0:127.0.0.1]'],
  ...['[64:ff9b::7f00:1]', '[64:ff9b:1::a9fe:a9fe]', '[2002:7f00:1::]', '[2001:0:7f00:1::]'],
  ...['localhost', 'LOCALHOST', 'localhost.', 'receiver.localhost'],
];
