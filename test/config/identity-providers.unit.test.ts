import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIdentityProviders } from '../../src/config/identity-providers.js';

const files: string[] = [];
afterAll(() => Promise.all(files.map((file) => rm(file))));

async function fileOf(content: string): Promise<string> {
  const file = join(tmpdir(), `gatehouse-${randomUUID()}`);
  files.push(file);
  await writeFile(file, content);
  return file;
}

const GOOD = { id: 'work', name: 'Work', issuer: 'https://login.example.com', clientId: 'it', clientSecret: 'hidden' };

/** What is said about an entry, without the name of the setting. */
async function problemsOf(...entries: unknown[]): Promise<string[]> {
  const file = await fileOf(JSON.stringify(entries));
  try {
    readIdentityProviders(file, true);
    return [];
  } catch (error) {
    return (error as { problems: string[] }).problems.map((problem) =>
      problem.replace('IDENTITY_PROVIDERS_FILE: ', ''),
    );
  }
}

test('a provider is read with the secret in its file', async () => {
  const clientSecretFile = await fileOf('from a file\n');
  const file = await fileOf(JSON.stringify([{ ...GOOD, clientSecret: undefined, clientSecretFile }]));
  expect(readIdentityProviders(file, true)).toMatchObject([{ id: 'work', clientSecret: 'from a file', scopes: [] }]);
});

test('Apple is read with the key in its file', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const privateKeyFile = await fileOf(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  const apple = {
    id: 'apple',
    name: 'Apple',
    preset: 'apple',
    clientId: 'it',
    teamId: 'T',
    keyId: 'K',
    privateKeyFile,
  };
  expect(await problemsOf(apple)).toEqual([]);
});

test.each([
  ['an issuer and a preset', { preset: 'google' }, 'issuer: must be set unless there is a preset, and only then'],
  ['neither issuer nor preset', { issuer: undefined }, 'issuer: must be set unless there is a preset, and only then'],
  ['an issuer over HTTP', { issuer: 'http://login.example.com' }, 'issuer: must begin with https:// in production'],
  [
    'no secret',
    { clientSecret: undefined },
    'clientSecret: must be set unless clientSecretFile is, and never for the preset apple, which signs one',
  ],
  [
    'two secrets',
    { clientSecretFile: import.meta.filename },
    'clientSecret: must be set unless clientSecretFile is, and never for the preset apple, which signs one',
  ],
  [
    'a missing file',
    { clientSecret: undefined, clientSecretFile: '/nowhere' },
    'clientSecretFile: cannot be read (ENOENT)',
  ],
  ['an id in capitals', { id: 'Work' }, 'id: must be at most 50 lowercase letters, digits and hyphens'],
  [
    'a tenant of another provider',
    { tenant: 'common' },
    'tenant: must be set for the preset microsoft, and only there',
  ],
  ['an Apple team elsewhere', { teamId: 'T' }, 'teamId: must be set for the preset apple, and only there'],
])('a provider with %s is refused', async (_, changes, problem) => {
  expect(await problemsOf({ ...GOOD, ...changes })).toEqual([`provider 1: ${problem}`]);
});

test('every fault of every provider is named, and no value', async () => {
  const problems = await problemsOf({ ...GOOD, name: '', surprise: 'hidden' }, { ...GOOD, clientId: 7 }, GOOD, GOOD);
  expect(problems).toHaveLength(4);
  expect(problems.join()).not.toContain('hidden');
});

test('two providers with the same id are refused', async () => {
  expect(await problemsOf(GOOD, GOOD)).toEqual(['provider 2: id: is that of an earlier one']);
});

test.each([
  ['no JSON', '{', 'is not JSON'],
  ['no list', '{}', 'must be a JSON array of providers'],
  ['an empty list', '[]', 'must be a JSON array of providers'],
])('a file with %s is refused', async (_, content, problem) => {
  const file = await fileOf(content);
  expect(() => readIdentityProviders(file, true)).toThrow(`IDENTITY_PROVIDERS_FILE: ${problem}`);
});

test('a file that is not there is refused', () => {
  expect(() => readIdentityProviders('/nowhere', true)).toThrow('IDENTITY_PROVIDERS_FILE: cannot be read (ENOENT)');
});
