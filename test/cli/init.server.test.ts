import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
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
const startServer = () => new ServerProcess(FAST, 'dist/src/main.js', [], folder);

async function init(...args: string[]): Promise<string> {
  const { code, output } = await runCli(['init', ...args], FAST, '', folder);
  expect([code, output]).toEqual([0, expect.stringContaining('Wrote .env')]);
  const { JWT_SECRET = '', SECRETS_KEYS = '' } = parseEnv(readFileSync(file('.env'), 'utf8'));
  for (const secret of [JWT_SECRET, SECRETS_KEYS]) leakDetector.addSecret(secret);
  leakDetector.addOutput(output);
  return output;
}

/** What is wrong with the settings, according to the command or to a server that does not start. */
const problemsIn = (output: string) => output.split('\n').filter((line) => /^ {2}[A-Z_]+: /.test(line));

describe('a server in a folder in which init has been run', () => {
  test('a server starts with the secrets that init has made up', async () => {
    await init();
    const server = startServer();
    await server.url();
    expect((await server.kill('SIGTERM')).output).not.toContain('JWT_SECRET was generated');
    expect(existsSync(file('.data/jwt-secret'))).toBe(false);
  });

  test('init --production lists exactly what keeps a server from starting with its file', async () => {
    const missing = problemsIn(await init('--production'));
    expect(missing.map((line) => line.trim().split(':')[0])).toEqual(['SMTP_URL', 'MAIL_FROM', 'APP_URL']);
    const { code, output } = await startServer().exited;
    expect([code, problemsIn(output)]).toEqual([1, missing]);
  });

  test('init exits with 1 where there is a file already', async () => {
    await init();
    const { code, output } = await runCli(['init'], FAST, '', folder);
    expect([code, output]).toEqual([1, expect.stringContaining('There is a file .env already.')]);
  });
});
