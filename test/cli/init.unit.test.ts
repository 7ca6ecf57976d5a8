import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { CommandContext } from '../../src/cli/command-context.js';
import { type InitOptions, initialize } from '../../src/cli/init.js';
import { signingKeyFromText } from '../../src/config/signing-key.js';
import { createDataFolder } from '../support/databases.js';

const { env } = process;
let folder: string;
beforeEach(async () => {
  folder = await createDataFolder();
  process.env = { DATA_DIR: file('data') };
});
afterEach(() => {
  process.env = env;
});

const file = (name: string) => join(folder, name);
const modeOf = (name: string) => statSync(file(name)).mode & 0o777;
const settings = () => parseEnv(readFileSync(file('.env'), 'utf8'));

/** @returns what is printed. */
async function init(options: Partial<InitOptions> = {}): Promise<string> {
  const lines: string[] = [];
  const terminal = { print: (line: string) => void lines.push(line) };
  await initialize({ terminal, folder } as unknown as CommandContext, { algorithm: 'HS256', ...options });
  return lines.join('\n');
}

/** What a server in development has generated. */
function keep(name: string, secret: string): void {
  mkdirSync(file('data'), { recursive: true });
  writeFileSync(file(`data/${name}`), secret);
}

describe('init', () => {
  test('only its owner can read the file that init writes, and no secret is printed', async () => {
    const output = await init({ production: true });
    expect(modeOf('.env')).toBe(0o600);
    for (const name of ['JWT_SECRET', 'SECRETS_KEYS', 'TOKEN_INTROSPECTION_SECRET']) {
      expect(settings()[name]).toMatch(/^[\w-]{64}$/);
      expect(output).not.toContain(settings()[name]);
    }
  });

  test('init replaces no file', async () => {
    writeFileSync(file('.env'), 'PORT=80\n');
    await expect(init()).rejects.toThrow('There is a file .env already.');
    expect(readFileSync(file('.env'), 'utf8')).toBe('PORT=80\n');
  });

  test('init writes nothing at all if its key file is there already', async () => {
    writeFileSync(file('jwt-key.pem'), 'a key');
    await expect(init({ algorithm: 'ES256' })).rejects.toThrow('There is a file jwt-key.pem already.');
    expect([existsSync(file('.env')), readFileSync(file('jwt-key.pem'), 'utf8')]).toEqual([false, 'a key']);
  });

  test('init --force replaces a file, and keeps it under another name', async () => {
    writeFileSync(file('.env'), 'PORT=80\n', { mode: 0o644 });
    await init({ force: true });
    expect([modeOf('.env'), settings().PORT]).toEqual([0o600, undefined]);
    expect(readFileSync(file('.env.previous'), 'utf8')).toBe('PORT=80\n');
  });

  test('init --force does not replace what an earlier one has kept', async () => {
    writeFileSync(file('.env'), 'SECRETS_KEYS=by which apps are encrypted\n');
    await init({ force: true });
    await expect(init({ force: true })).rejects.toThrow('There is a file .env.previous already');
    expect(readFileSync(file('.env.previous'), 'utf8')).toContain('by which apps are encrypted');
  });

  test('init writes nothing at all if a link of the name of its key file leads nowhere', async () => {
    symlinkSync(file('nowhere'), file('jwt-key.pem'));
    await expect(init({ algorithm: 'ES256' })).rejects.toThrow('There is a file jwt-key.pem already.');
    expect(existsSync(file('.env'))).toBe(false);
  });

  test('init reports a folder that cannot be written to', async () => {
    folder = file('nowhere');
    await expect(init()).rejects.toThrow('This folder cannot be written to (ENOENT).');
  });

  test('every run of init makes up other secrets', async () => {
    await init();
    const before = settings();
    await init({ force: true });
    expect(settings().JWT_SECRET).not.toBe(before.JWT_SECRET);
    expect(settings().SECRETS_KEYS).not.toBe(before.SECRETS_KEYS);
  });

  test('init keeps the secrets that a server has generated in this folder, so that apps and sessions go on working', async () => {
    keep('jwt-secret', 'the secret that has signed');
    keep('secrets-key', 'the key of the apps');
    await init();
    expect(settings()).toMatchObject({ JWT_SECRET: 'the secret that has signed', SECRETS_KEYS: 'the key of the apps' });
  });

  test('init --production signs and encrypts with new secrets, and can still read what was encrypted before', async () => {
    keep('jwt-secret', 'the secret that has signed');
    keep('secrets-key', 'the key of the apps');
    await init({ production: true });
    expect(settings().JWT_SECRET).not.toContain('the secret');
    expect(settings().SECRETS_KEYS).toMatch(/^[\w-]{64},the key of the apps$/);
  });

  test('init --algorithm writes a key for other services to verify by, which only its owner can read', async () => {
    await init({ production: true, algorithm: 'RS256' });
    expect(settings()).toMatchObject({ JWT_KEY_FILES: 'jwt-key.pem', NODE_ENV: 'production' });
    expect([settings().JWT_SECRET, modeOf('jwt-key.pem')]).toEqual([undefined, 0o600]);
    expect(signingKeyFromText(readFileSync(file('jwt-key.pem'), 'utf8')).algorithm).toBe('RS256');
  });

  test('init says that nothing is missing where the environment has the rest', async () => {
    process.env.MAIL_DISABLED = 'true';
    expect(await init({ production: true })).toContain('For production, nothing is missing.');
  });
});
