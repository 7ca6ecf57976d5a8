import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { loadConfig } from '../../src/config/config.js';
import { generateKey } from '../../src/config/key-files.js';
import { deriveKey, signingKeyFromSecret } from '../../src/config/signing-key.js';
import { complaint } from '../support/complaint.js';

const SECRET = 'a secret of at least thirty-two bytes';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes each text into a file of its own, and lists them as JWT_KEY_FILES. */
function listFiles(...contents: Array<string | Buffer>): string {
  const files = contents.map((content) => {
    const file = join(folder, crypto.randomUUID());
    writeFileSync(file, content);
    return file;
  });
  return files.join(', ');
}

const keysOf = (...contents: Array<string | Buffer>) =>
  loadConfig({ JWT_KEY_FILES: listFiles(...contents) }).jwtKeyFiles;

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8') =>
  key.export({ format: 'pem', type }) as string;

describe('JWT_KEY_FILES', () => {
  test('JWT_KEY_FILES accepts private keys and secrets, in the order of the list', () => {
    const contents = (['RS256', 'HS256', 'ES256'] as const).map(generateKey);
    expect(keysOf(...contents).map(({ algorithm }) => algorithm)).toEqual(['RS256', 'HS256', 'ES256']);
  });

  test('a secret in JWT_KEY_FILES is the same key as that secret in JWT_SECRET', () => {
    expect(keysOf(`${SECRET}\n`)[0]).toMatchObject(signingKeyFromSecret(SECRET));
  });

  test('a key in JWT_KEY_FILES knows when its file was changed', () => {
    const file = listFiles(generateKey('ES256'));
    utimesSync(file, 1_700_000_000, 1_700_000_000);
    const [key] = loadConfig({ JWT_KEY_FILES: file }).jwtKeyFiles;
    expect(key?.fileModifiedAt).toEqual(new Date(1_700_000_000_000));
  });

  test('private keys in JWT_KEY_FILES are identified by their thumbprint, RFC 7638', async () => {
    const keys = keysOf(generateKey('ES256'), generateKey('RS256'));
    const thumbprints = keys.map(({ verifyWith }) =>
      calculateJwkThumbprint(verifyWith.export({ format: 'jwk' }) as object),
    );
    expect(keys.map(({ kid }) => kid)).toEqual(await Promise.all(thumbprints));
  });

  test.each([
    ['EC', ec('P-256').privateKey, 'sec1'],
    ['RSA', rsa(2048).privateKey, 'pkcs1'],
  ] as const)('either PEM form of an %s key in JWT_KEY_FILES is the same key', (_, key, type) => {
    const [[one], [other]] = [keysOf(pem(key)), keysOf(pem(key, type))];
    expect(one?.kid).toBe(other?.kid);
    expect(one && deriveKey(one, 'x').export()).toEqual(other && deriveKey(other, 'x').export());
  });

  test.each([
    ['an RSA key of 1024 bits', pem(rsa(1024).privateKey), 'contains an RSA key of less than 2048 bits'],
    ['a key on P-384', pem(ec('P-384').privateKey), 'contains an EC key on a curve other than P-256'],
    ['a key on secp256k1', pem(ec('secp256k1').privateKey), 'contains an EC key on a curve other than P-256'],
    ['an Ed25519 key', pem(generateKeyPairSync('ed25519').privateKey), 'contains a key that is neither'],
    ['a public key', ec('P-256').publicKey.export({ format: 'pem', type: 'spki' }), 'contains no private key'],
    ['two keys', generateKey('ES256') + generateKey('ES256'), 'contains several private keys'],
    ['half a key', generateKey('RS256').slice(0, 500), 'contains a damaged private key'],
    [
      'an encrypted key',
      ec('P-256').privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }),
      'contains a private key with a passphrase',
    ],
    ['a key in DER', ec('P-256').privateKey.export({ format: 'der', type: 'pkcs8' }), 'is neither'],
    ['two lines', `${SECRET}\n${SECRET}`, 'is neither'],
    ['a short secret', 'short', 'contains a secret of less than 32 bytes'],
    ['nothing', '', 'contains a secret of less than 32 bytes'],
  ])('JWT_KEY_FILES rejects %s', (_, content, problem) => {
    expect(complaint({ JWT_KEY_FILES: listFiles(content) })).toContain(`  JWT_KEY_FILES: file 1 ${problem}`);
  });

  test('the problems of all files in JWT_KEY_FILES are listed, with those of other settings', () => {
    const message = complaint({ JWT_KEY_FILES: `${listFiles('short', SECRET, SECRET)},/nowhere`, PORT: 'http' });
    expect(message).toContain('JWT_KEY_FILES: file 1 contains a secret of less');
    expect(message).toContain('JWT_KEY_FILES: file 3 contains the same key as an earlier one');
    expect(message).toContain('JWT_KEY_FILES: file 4 cannot be read (ENOENT)');
    expect(message).toContain('PORT: ');
  });

  test('a complaint about JWT_KEY_FILES repeats no key, neither from a file nor in place of a file name', () => {
    const message = complaint({ JWT_KEY_FILES: `${SECRET},${listFiles('hunter2')}` });
    expect(message).not.toMatch(/a secret of at least|hunter2/);
  });

  test('JWT_KEY_FILES replaces JWT_SECRET in production, and is rejected together with it', () => {
    const production = { NODE_ENV: 'production', MAIL_DISABLED: 'true', JWT_KEY_FILES: listFiles(SECRET) };
    expect(complaint(production)).toBe('');
    expect(complaint({ ...production, JWT_SECRET: SECRET })).toContain('JWT_SECRET: must not be set together with');
  });
});
