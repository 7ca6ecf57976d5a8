import { TrustedProxies } from '../../src/server/client-address.js';

/** The client's address, as seen behind the trusted proxies of 10.0.0.0/8. */
function clientBehindProxy(forwardedFor: string | undefined, remoteAddress = '10.0.0.1', trusted = '10.0.0.0/8') {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return new TrustedProxies(trusted).clientAddress({ headers, socket: { remoteAddress } as never });
}

describe('the client address behind a trusted proxy', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:4711', '192.0.2.7'],
    ['[2001:db8::7]:4711', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['"[2001:db8::7]:4711"', '2001:db8::7'],
    ['2001:DB8:0:0:0::0007', '2001:db8::7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['[::ffff:192.0.2.7]:80', '192.0.2.7'],
    ['fe80::7%eth0', 'fe80::7'],
    ['[fe80::7%25eth0]:80', 'fe80::7'],
    ['203.0.113.9, 192.0.2.7:80', '192.0.2.7'],
    ['203.0.113.9,192.0.2.7:80, 10.1.2.3:9999', '192.0.2.7'],
    [' ,192.0.2.7, , ', '192.0.2.7'],
    ['10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ])('a client behind a trusted proxy that sends X-Forwarded-For: %s has the address %s', (forwardedFor, address) => {
    expect(clientBehindProxy(forwardedFor)).toBe(address);
  });

  test.each([
    ...[undefined, '', ',', 'unknown', '_hidden', 'garbage', '999.1.1.1', '010.0.2.7', '192.0.2.7:', '192.0.2.7:x'],
    ...['[192.0.2', '[]', '[]:80', '192.0.2.7]', '0x7f.1', '127.1', '2001:db8::7]:80', '192.0.2.7 10.0.0.1', '%eth0'],
  ])('the client address is the nearest valid one if a trusted proxy sends %j', (forwardedFor) => {
    expect(clientBehindProxy(forwardedFor)).toBe('10.0.0.1');
    expect(clientBehindProxy(`203.0.113.9, ${forwardedFor ?? ''}, 10.0.0.2`)).toBe(
      forwardedFor?.trim().replaceAll(',', '') ? '10.0.0.2' : '203.0.113.9',
    );
  });

  test('the client address is that of the connection, in canonical form, if that is not a trusted proxy', () => {
    expect(clientBehindProxy('192.0.2.7', '198.51.100.1')).toBe('198.51.100.1');
    expect(clientBehindProxy('192.0.2.7', '::ffff:198.51.100.1')).toBe('198.51.100.1');
    expect(clientBehindProxy('192.0.2.7', 'fe80::1%eth0')).toBe('fe80::1');
  });

  test('the client address is unknown once the connection has gone', () => {
    expect(new TrustedProxies('10.0.0.0/8').clientAddress({ headers: {}, socket: {} as never })).toBeNull();
  });
});

describe('TRUST_PROXY', () => {
  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '::ffff:10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['::ffff:10.0.0.0/104', '10.255.0.1', true],
    ['::ffff:10.0.0.0/104', '11.0.0.1', false],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '10.0.0.1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['::1', '127.0.0.1', false],
    ['127.0.0.1, 10.0.0.0/8', '10.0.0.1', true],
    ['', '127.0.0.1', false],
  ])('TRUST_PROXY=%s decides whether %s is a trusted proxy: %s', (trusted, address, isTrusted) => {
    expect(new TrustedProxies(trusted).includes(address)).toBe(isTrusted);
  });
});
