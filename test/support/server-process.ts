import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteSecrets } from './api-client.js';
import { leakDetector } from './leaks.js';

/** Ample on a slow machine: nothing is asserted about it. */
const START_TIMEOUT_MILLIS = 60_000;

/** The many processes of a test run compile the same modules once. */
export const COMPILE_CACHE = { NODE_COMPILE_CACHE: `${process.env.GATEHOUSE_TEST_FOLDER}/compile-cache` };

/** Of what the tests need little. */
const LIGHT = { BCRYPT_COST: '4', PASSWORD_HASH_THREADS: '1' };

export interface Exit {
  readonly code: number | null;
  readonly output: string;
}

/** The built server as a process of its own, as `npm start` runs it. */
export class ServerProcess {
  private readonly child: ChildProcess;
  readonly exited: Promise<Exit>;
  output = '';

  constructor(
    environment: Record<string, string>,
    entry = 'dist/src/main.js',
    args: string[] = [],
    cwd = process.cwd(),
  ) {
    const { PATH = '', HOME = '' } = process.env;
    const env = { ...COMPILE_CACHE, PATH, HOME, PORT: '0', ...LIGHT, ...environment };
    this.child = spawn(process.execPath, [resolve(entry), ...args], { env, cwd });
    this.child.stdout?.on('data', (chunk) => this.append(chunk));
    this.child.stderr?.on('data', (chunk) => this.append(chunk));
    this.exited = new Promise((done) => {
      this.child.once('close', (code) => done({ code, output: this.output }));
    });
  }

  /** The address that it serves, once it has told it: of the API, unless it is another program. */
  async url(pattern = /http:\/\/\S+?\/graphql/): Promise<string> {
    const deadline = Date.now() + START_TIMEOUT_MILLIS;
    while (Date.now() < deadline && this.child.exitCode === null) {
      const url = pattern.exec(this.output)?.[0];
      if (url) return url;
      await sleep(20);
    }
    throw new Error(`The server did not start:\n${this.output}`);
  }

  /** Gives it all of its standard input. */
  write(text: string): void {
    this.child.stdin?.end(text);
  }

  kill(signal: NodeJS.Signals): Promise<Exit> {
    this.child.kill(signal);
    return this.exited;
  }

  /** Waits until it takes no more connections. */
  async refuses(url: URL): Promise<void> {
    while (await fetch(new URL('/livez', url)).then(Boolean, () => false)) await sleep(20);
  }

  private append(chunk: Buffer): void {
    this.output += chunk.toString();
    leakDetector.addOutput(chunk.toString());
  }
}

/** Sends one operation over a real connection. */
export async function sendTo(url: string, query: string, variables: object = {}, token?: string) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization } as Record<string, string>;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests are there to assert.
  const answer = (await response.json()) as any;
  noteSecrets(variables, token, answer);
  return answer;
}
