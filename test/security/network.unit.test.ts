import { networkOf } from '../../src/security/device.js';

test.each([
  ['192.0.2.7', '192.0.2.7/32'],
  ['::ffff:192.0.2.7', '192.0.2.7/32'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['::1', '::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['2001:DB8:0001::', '2001:db8:1::/64'],
  [null, '0.0.0.0/32'],
  ['garbage', '0.0.0.0/32'],
])('the network of the client %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
