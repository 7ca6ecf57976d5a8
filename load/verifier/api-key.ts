import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../shared/processes.ts';

const CLI = 'dist/src/cli/main.js';

/** Creates a service account that may listen for revoked tokens, by the command line. Answers its API key. */
export async function createApiKey(databaseUrl: string): Promise<string> {
  const environment = { DATABASE_URL: databaseUrl };
  const account = await run(['service-account', 'create', 'Service', '--permission', 'tokens_introspect'], environment);
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(account)?.[0] ?? '';
  return (await run(['api-key', 'create', id, 'Load'], environment)).trim();
}

async function run(args: string[], environment: Environment): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...environment },
  });
  return stdout;
}
