import { parseImportedHash } from '../../src/credentials/password/imported-hash.js';

const KEY = '00'.repeat(32);

test.each([
  ['the parameters of Werkzeug', `scrypt:32768:8:1$salt$${KEY}`],
  ['128 MB of memory', `scrypt:131072:8:1$salt$${KEY}`],
  ['two million iterations', `pbkdf2:sha256:2000000$salt$${KEY}`],
])('an imported hash with %s is accepted', (_, hash) => {
  expect(parseImportedHash(hash)).toBeDefined();
});

test.each([
  ['256 MB of memory', `scrypt:262144:8:1$salt$${KEY}`],
  ['too much parallelization', `scrypt:1024:8:5$salt$${KEY}`],
  ['a cost that is no power of two', `scrypt:1000:8:1$salt$${KEY}`],
  ['more iterations than are bearable', `pbkdf2:sha256:2000001$salt$${KEY}`],
  ['no iterations', `pbkdf2:sha256:0$salt$${KEY}`],
  ['a key of 15 bytes', `pbkdf2:sha256:1000$salt$${'00'.repeat(15)}`],
  ['a key of 65 bytes', `pbkdf2:sha256:1000$salt$${'00'.repeat(65)}`],
  ['a bcrypt cost of 16', `$2b$16$${'a'.repeat(53)}`],
])('an imported hash with %s is rejected', (_, hash) => {
  expect(parseImportedHash(hash)).toBeUndefined();
});
