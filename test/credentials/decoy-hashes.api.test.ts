import bcrypt from 'bcrypt';
import type { ComparableHash } from '../../src/credentials/password/hashing.worker.js';
import { HashingPool } from '../../src/credentials/password/hashing-pool.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse({ bcryptCost: 5 });

const COST_4 = bcrypt.hashSync(PASSWORD, 4);
const PBKDF2 = `pbkdf2:sha256:1000$salt$${'0'.repeat(64)}`;

const byEmail = (email: string) => gatehouse.api.login({ email, password: 'a guess' });
const byUsername = (username: string) => gatehouse.api.loginByUsername(username, 'a guess');

/** What a login has a thread compare the password with: `bcrypt 04`, `pbkdf2`. */
async function workOf(name: string, login = byEmail): Promise<string> {
  const compare = jest.spyOn(HashingPool.prototype, 'compare');
  await login(name);
  const hash = compare.mock.calls[0]?.[1] as ComparableHash;
  compare.mockRestore();
  return hash.scheme === 'bcrypt' ? `bcrypt ${hash.hash.slice(4, 6)}` : hash.scheme;
}

async function store(...passwordHashes: string[]): Promise<void> {
  const users = await gatehouse.em.find(User, {}, { orderBy: { id: 'asc' } });
  for (const [index, { id }] of users.entries()) {
    await gatehouse.em.nativeUpdate(User, id, {
      passwordHash: passwordHashes[index % passwordHashes.length] as string,
    });
  }
}

beforeAll(async () => {
  for (let count = 0; count < 12; count += 1) await gatehouse.api.newUser();
});

describe('login to an unknown email address', () => {
  test.each([
    ['of a cost that was configured before', COST_4, 'bcrypt 04'],
    ['that were imported', PBKDF2, 'pbkdf2'],
  ])('login to an unknown address does the work for stored hashes %s', async (_, stored, work) => {
    await store(stored);
    for (let count = 0; count < 3; count += 1) expect(await workOf(someEmail())).toBe(work);
  });

  test('login does the work for stored hashes for an unknown username, too, the same every time', async () => {
    await store(COST_4, PBKDF2);
    const names = Array.from({ length: 30 }, (_, index) => `unknown-${index}`);
    const works: string[] = [];
    for (const name of names) works.push(await workOf(name, byUsername));
    expect(new Set(works)).toEqual(new Set(['bcrypt 04', 'pbkdf2']));
    for (const [index, name] of names.slice(0, 5).entries())
      expect(await workOf(name.toUpperCase(), byUsername)).toBe(works[index]);
  });

  test('login does the same work every time for an unknown address, and that of different accounts for others', async () => {
    await store(COST_4, PBKDF2);
    const addresses = Array.from({ length: 30 }, someEmail);
    const works: string[] = [];
    for (const address of addresses) works.push(await workOf(address));
    expect(new Set(works)).toEqual(new Set(['bcrypt 04', 'pbkdf2']));
    for (const [index, address] of addresses.slice(0, 5).entries()) expect(await workOf(address)).toBe(works[index]);
  });

  test('login does not accept the password of the account whose hash it used as a decoy', async () => {
    await store(COST_4);
    expect((await gatehouse.api.login({ email: someEmail() })).code).toBe('INVALID_CREDENTIALS');
  });
});

describe('login on a server without accounts', () => {
  const empty = useGatehouse({ bcryptCost: 5 });

  test('login on a server without accounts does the work of a new hash', async () => {
    const compare = jest.spyOn(HashingPool.prototype, 'compare');
    await empty.api.login({ email: someEmail(), password: 'a guess' });
    expect(compare.mock.calls[0]?.[1]).toMatchObject({ hash: expect.stringMatching(/^\$2b\$05/) });
    compare.mockRestore();
  });
});
