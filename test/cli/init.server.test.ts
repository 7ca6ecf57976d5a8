import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { signingKeyFromText } from '../../src/config/signing-key.js';
import { runCli } from '../support/cli.js';
import { createDataFolder } from '../support/databases.js';
import { leakDetector } from '../support/leaks.js';
import { ServerProcess } from '../support/server-process.js';

/** The cheapest that production allows. */
const FAST = { BCRYPT_COST: '10' };

let folder: string;
beforeEach(async () => {
  folder = await createDataFolder();
});

const file = (name: string) => join(folder, name);
const settings = () => parseEnv(readFileSync(file('.env'), 'utf8'));

async function init(...args: string[]): Promise<string> {
  const { code, output } = await runCli(['init', ...args], FAST, '', folder);
  expect([code, output]).toEqual([0, expect.stringContaining('Wrote .env')]);
  for (const secret of [settings().JWT_SECRET, settings().SECRETS_KEYS]) if (secret) leakDetector.addSecret(secret);
  leakDetector.addOutput(output);
  return output;
}

/** What is wrong with the settings, according to the command or to a server that does not start. */
const problemsIn = (output: string) => output.split('\n').filter((line) => /^ {2}[A-Z_]+: /.test(line));

describe('init', () => {
  test('init writes a file with secrets that only its owner can read, and a server starts with it', async () => {
    await init();
    expect(statSync(file('.env')).mode & 0o777).toBe(0o600);
    const server = new ServerProcess({}, 'dist/src/main.js', [], folder);
    await server.url();
    expect((await server.kill('SIGTERM')).output).not.toContain('JWT_SECRET was generated');
    expect(existsSync(file('.data/jwt-secret'))).toBe(false);
  });

  test('init does not replace an existing file', async () => {
    writeFileSync(file('.env'), 'PORT=80\n');
    const { code, output } = await runCli(['init'], FAST, '', folder);
    expect([code, output]).toEqual([1, expect.stringContaining('There is a file .env already.')]);
    expect(readFileSync(file('.env'), 'utf8')).toBe('PORT=80\n');
  });

  test('init --force replaces an existing file, and keeps it under another name', async () => {
    writeFileSync(file('.env'), 'PORT=80\n');
    await init('--force');
    expect(settings().PORT).toBeUndefined();
    expect([statSync(file('.env')).mode & 0o777, readFileSync(file('.env.previous'), 'utf8')]).toEqual([
      0o600,
      'PORT=80\n',
    ]);
  });

  test('init keeps the secrets that a server has generated in this folder, so that nobody is signed out', async () => {
    const server = new ServerProcess({ DATA_DIR: file('.data') });
    await server.url();
    await server.kill('SIGTERM');
    writeFileSync(file('.data/secrets-key'), 'the key of the apps that people have added');
    await init();
    expect(settings().JWT_SECRET).toBe(readFileSync(file('.data/jwt-secret'), 'utf8'));
    expect(settings().SECRETS_KEYS).toBe('the key of the apps that people have added');
  });

  test('init --algorithm writes a key for other services to verify by, readable only by its owner', async () => {
    await init('--production', '--algorithm', 'ES256');
    expect(settings()).toMatchObject({ JWT_KEY_FILES: 'jwt-key.pem', NODE_ENV: 'production' });
    expect(settings().JWT_SECRET).toBeUndefined();
    expect(statSync(file('jwt-key.pem')).mode & 0o777).toBe(0o600);
    expect(signingKeyFromText(readFileSync(file('jwt-key.pem'), 'utf8')).algorithm).toBe('ES256');
  });
});

describe('what init says about production', () => {
  test('init --production lists exactly what keeps a server from starting with its file', async () => {
    const missing = problemsIn(await init('--production'));
    expect(missing.map((line) => line.trim().split(':')[0])).toEqual(['SMTP_URL', 'MAIL_FROM', 'APP_URL']);
    const { code, output } = await new ServerProcess(FAST, 'dist/src/main.js', [], folder).exited;
    expect([code, problemsIn(output)]).toEqual([1, missing]);
  });

  test('init takes the environment into account, and says that nothing is missing', async () => {
    const { output } = await runCli(['init', '--production'], { ...FAST, MAIL_DISABLED: 'true' }, '', folder);
    expect(output).toContain('For production, nothing is missing.');
  });

  test('every run of init --production makes up other secrets', async () => {
    await init('--production');
    const before = settings();
    await init('--production', '--force');
    for (const name of ['JWT_SECRET', 'SECRETS_KEYS', 'TOKEN_INTROSPECTION_SECRET']) {
      expect(settings()[name]).toMatch(/^[\w-]{64}$/);
      expect(settings()[name]).not.toBe(before[name]);
    }
  });
});
