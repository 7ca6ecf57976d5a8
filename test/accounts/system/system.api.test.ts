import { generateKey } from '../../../src/config/key-files.js';
import { secretKeyFromText } from '../../../src/config/secret-keys.js';
import { signingKeyFromSecret, signingKeyFromText } from '../../../src/config/signing-key.js';
import type { SignedIn } from '../../support/api-client.js';
import { JWT_SECRET, useGatehouse } from '../../support/gatehouse.js';
import { leakDetector } from '../../support/leaks.js';

const SECRETS = ['the first key of the tests for secrets: 0123456789', 'the second key of the tests: 0123456789'];
for (const secret of SECRETS) leakDetector.addSecret(secret);

const gatehouse = useGatehouse({ secretsKeys: SECRETS });

const FIELDS: Record<string, string> = {
  serverStatus: 'serverStatus { version }',
  settings: 'settings { name description value source isSecret }',
  signingKeys: 'signingKeys { id algorithm signs isPublished fileModifiedAt }',
  encryptionKeys: 'encryptionKeys { id encrypts }',
  emails: 'emails { totalCount edges { node { recipient } } }',
};

let root: SignedIn;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
});

const ask = (field: string, token?: string) => gatehouse.api.send(`{ ${FIELDS[field]} }`, {}, token ? { token } : {});

async function read(field: string) {
  const { data, errors } = await ask(field, root.accessToken);
  expect(errors).toBeUndefined();
  return data[field];
}

describe('the server', () => {
  test.each(Object.keys(FIELDS))('only administrators may read %s', async (field) => {
    const { accessToken } = await gatehouse.api.newUser();
    const { data, errors } = await ask(field, accessToken);
    expect([data, errors?.[0]?.extensions]).toEqual([null, { code: 'FORBIDDEN' }]);
  });

  test.each(Object.keys(FIELDS))('no one may read %s without signing in', async (field) => {
    const { data, errors } = await ask(field);
    expect([data, errors?.[0]?.extensions?.reason]).toEqual([null, 'TOKEN_MISSING']);
  });
});

describe('keys', () => {
  test('signingKeys show the secret by its id, and that other services cannot verify by it', async () => {
    const id = signingKeyFromSecret(JWT_SECRET).kid;
    const key = { algorithm: 'HS256', signs: true, isPublished: false, fileModifiedAt: null };
    expect(await read('signingKeys')).toEqual([{ id, ...key }]);
  });

  test('signingKeys show which key signs, which are published, and when their files were changed', async () => {
    const texts = [generateKey('ES256'), generateKey('HS256')];
    const fileModifiedAt = new Date('2026-02-03T04:05:06.000Z');
    const [first, second] = texts.map((text) => ({ ...signingKeyFromText(text), fileModifiedAt }));
    await gatehouse.restart({ jwtSecret: undefined, jwtKeyFiles: [first, second] as never });
    root = await gatehouse.newAdministrator();
    const since = fileModifiedAt.toISOString();
    expect(await read('signingKeys')).toEqual([
      { id: first?.kid, algorithm: 'ES256', signs: true, isPublished: true, fileModifiedAt: since },
      { id: second?.kid, algorithm: 'HS256', signs: false, isPublished: false, fileModifiedAt: since },
    ]);
    await gatehouse.restart();
  });

  test('encryptionKeys show the keys of SECRETS_KEYS by their ids, the one that encrypts first', async () => {
    const [first, second] = SECRETS.map((text) => secretKeyFromText(text).id);
    expect(await read('encryptionKeys')).toEqual([
      { id: first, encrypts: true },
      { id: second, encrypts: false },
    ]);
  });

  test('encryptionKeys are empty on a server without any', async () => {
    await gatehouse.restart({ secretsKeys: [], nodeEnv: 'production' });
    root = await gatehouse.newAdministrator();
    expect(await read('encryptionKeys')).toEqual([]);
    await gatehouse.restart();
  });
});

describe('settings', () => {
  const settingOf = async (wanted: string) =>
    (await read('settings')).find(({ name }: { name: string }) => name === wanted);

  test('settings show values and where they come from', async () => {
    const lifetime = { value: '900', source: 'DEFAULT', isSecret: false };
    expect(await settingOf('ACCESS_TOKEN_TTL_SECONDS')).toMatchObject(lifetime);
    expect(await settingOf('BRAND_NAME')).toMatchObject({ value: 'Gatehouse', source: 'DERIVED' });
    await gatehouse.restart({ brandName: 'Castle', setByEnvironment: new Set(['brandName']) });
    root = await gatehouse.newAdministrator();
    expect(await settingOf('BRAND_NAME')).toMatchObject({ value: 'Castle', source: 'ENVIRONMENT' });
    await gatehouse.restart();
  });

  test('settings show that there is a secret, but not which', async () => {
    expect(await settingOf('SECRETS_KEYS')).toMatchObject({ value: null, isSecret: true });
    expect(JSON.stringify(await read('settings'))).not.toContain(SECRETS[0]);
  });
});
