import bcrypt from 'bcrypt';
import { HashingPool } from '../../src/credentials/password/hashing-pool.js';
import {
  dummyHash,
  formatStoredHash,
  needsRenewal,
  Passwords,
  parseStoredHash,
  prepareForBcrypt,
} from '../../src/credentials/password/passwords.js';

const pool = new HashingPool({ threads: 1, queueLimit: 8 });
afterAll(() => pool.close());

const passwordsOf = (pepper?: string, cost = 4) => new Passwords(pool, { cost, pepper });

test('a stored hash marks its scheme in front of the bcrypt hash', async () => {
  expect(await passwordsOf().hash('password')).toMatch(/^hmac-sha384\$2b\$04\$/);
  expect(await passwordsOf('some pepper, kept secret').hash('password')).toMatch(/^hmac-sha384-pepper\$2b\$04\$/);
});

test('a stored hash is verified with its own pepper only', async () => {
  const stored = await passwordsOf('one pepper').hash('password');
  expect(await passwordsOf('one pepper').verify('password', stored)).toBe(true);
  expect(await passwordsOf('another pepper').verify('password', stored)).toBe(false);
  expect(await passwordsOf().verify('password', stored)).toBe(false);
});

test('a stored hash from before the pepper was set is verified, and outdated', async () => {
  const stored = await passwordsOf().hash('password');
  const peppered = passwordsOf('a pepper');
  expect([await peppered.verify('password', stored), peppered.isOutdated(stored)]).toEqual([true, true]);
});

test('a stored hash of another cost is outdated', async () => {
  const stored = await passwordsOf(undefined, 5).hash('password');
  expect([passwordsOf(undefined, 5).isOutdated(stored), passwordsOf(undefined, 6).isOutdated(stored)]).toEqual([
    false,
    true,
  ]);
});

test('a stored hash in plain bcrypt is verified with the password as it is', async () => {
  expect(await passwordsOf().verify('password', bcrypt.hashSync('password', 4))).toBe(true);
  expect(needsRenewal(bcrypt.hashSync('password', 4), { cost: 4, pepper: undefined })).toBe(true);
});

test('a stored hash that does not exist is not verified, by a comparison of the same cost', async () => {
  expect(await passwordsOf().verify('password', undefined)).toBe(false);
  expect(bcrypt.getRounds(dummyHash(12))).toBe(12);
});

test('a decoy hash is not verified, not even with its own password', async () => {
  const passwords = passwordsOf();
  expect(await passwords.verifyInVain('password', await passwords.hash('password'))).toBe(false);
});

test('a prepared password fits into the 72 bytes that bcrypt reads', () => {
  expect(Buffer.byteLength(prepareForBcrypt('🐎'.repeat(500), 'hmac-sha384', undefined))).toBe(64);
});

test('a stored hash is parsed into the parts it was made of', () => {
  const parts = { scheme: 'hmac-sha384', bcryptHash: '$2b$04$x' } as const;
  expect(parseStoredHash(formatStoredHash(parts))).toEqual(parts);
});
