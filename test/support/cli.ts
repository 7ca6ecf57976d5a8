import { type ChildProcess, execFile } from 'node:child_process';
import { resolve as absolute } from 'node:path';
import { COMPILE_CACHE, type Exit } from './server-process.js';

/** All of its standard input; or what writes it, with the process that is to read it. */
export type CliInput = string | Buffer | ((child: ChildProcess) => void);

export interface CliResult extends Exit {
  readonly stdout: string;
}

/** Runs the built command line as a person does in a folder, with some environment variables. */
export function runCli(
  args: string[],
  environment: Record<string, string>,
  input: CliInput = '',
  cwd = process.cwd(),
): Promise<CliResult> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { ...COMPILE_CACHE, PATH, HOME, BCRYPT_COST: '4', PASSWORD_HASH_THREADS: '1', ...environment };
  return new Promise((resolve) => {
    const all = [absolute('dist/src/cli/main.js'), ...args];
    const child = execFile(process.execPath, all, { env, cwd }, (error, stdout, stderr) => {
      const code = error ? (child.exitCode ?? null) : 0;
      resolve({ code, output: stdout + stderr, stdout });
    });
    if (typeof input === 'function') input(child);
    else child.stdin?.end(input);
  });
}

/** What `--json` prints. */
export function readRecords({ stdout }: CliResult): Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
