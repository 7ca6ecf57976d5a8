import { parseImportedHash } from '../../src/credentials/password/imported-hash.js';

const KEY = '00'.repeat(32);
const B64 = Buffer.alloc(32).toString('base64').replace('=', '');

function firebase({ n = 14, key = Buffer.alloc(64).toString('base64') }): string {
  return `$fbscrypt$v=1,n=${n},r=8,p=1,ss=Bw==,sk=${Buffer.alloc(64).toString('base64')}$42xEC+ixf3L2lw==$${key}`;
}

test.each([
  ['the parameters of Werkzeug', `scrypt:32768:8:1$salt$${KEY}`],
  ['128 MB of memory', `scrypt:131072:8:1$salt$${KEY}`],
  ['the parallelization of Django', `scrypt:16384:8:5$salt$${KEY}`],
  ['128 MB of memory four times', `$argon2id$v=19$m=131072,t=4,p=1$c29tZXNhbHQ$${B64}`],
  ['the memory of Firebase', firebase({ n: 14 })],
  ['two million iterations', `pbkdf2:sha256:2000000$salt$${KEY}`],
])('an imported hash with %s is accepted', (_, hash) => {
  expect(parseImportedHash(hash)).toBeDefined();
});

test.each([
  ['256 MB of memory', `scrypt:262144:8:1$salt$${KEY}`],
  ['too much parallelization', `scrypt:1024:8:17$salt$${KEY}`],
  ['five passes of 128 MB', `scrypt:131072:8:5$salt$${KEY}`],
  ['a cost that is no power of two', `scrypt:1000:8:1$salt$${KEY}`],
  ['more iterations than are bearable', `pbkdf2:sha256:2000001$salt$${KEY}`],
  ['no iterations', `pbkdf2:sha256:0$salt$${KEY}`],
  ['a key of 15 bytes', `pbkdf2:sha256:1000$salt$${'00'.repeat(15)}`],
  ['a key of 65 bytes', `pbkdf2:sha256:1000$salt$${'00'.repeat(65)}`],
  ['more memory for Argon2', `$argon2id$v=19$m=131073,t=1,p=1$c29tZXNhbHQ$${B64}`],
  ['more passes of Argon2', `$argon2id$v=19$m=131072,t=5,p=1$c29tZXNhbHQ$${B64}`],
  ['less memory than lanes of Argon2', `$argon2id$v=19$m=15,t=1,p=2$c29tZXNhbHQ$${B64}`],
  ['an older version of Argon2', `$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$${B64}`],
  ['Argon2d', `$argon2d$v=19$m=64,t=1,p=1$c29tZXNhbHQ$${B64}`],
  ['a short salt of Argon2', `$argon2id$v=19$m=64,t=1,p=1$c2FsdA$${B64}`],
  ['no passes of Argon2', `$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$${B64}`],
  ['a short key of Argon2', `$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$c2FsdA`],
  ['more memory for Firebase', firebase({ n: 18 })],
  ['a key of Firebase that is shorter than the signer key', firebase({ key: `${B64}=` })],
  ['a bcrypt cost of 16', `$2b$16$${'a'.repeat(53)}`],
])('an imported hash with %s is rejected', (_, hash) => {
  expect(parseImportedHash(hash)).toBeUndefined();
});
