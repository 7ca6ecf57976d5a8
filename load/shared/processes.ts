import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/support/free-port.ts';
import type { Cleanup } from './cleanup.ts';

export type Environment = Record<string, string>;

const BUILT_SERVER = new URL('../../dist/src/main.js', import.meta.url);
const STOP_TIMEOUT_MILLIS = 10_000;

export interface Started<Ready> {
  readonly child: ChildProcess;
  /** What the script passed to `reportReady`. */
  readonly ready: Ready;
}

/** Starts a script in a process of its own and waits until it reports to be ready. */
export async function startScript<Ready>(
  script: URL,
  environment: Environment,
  cleanup: Cleanup,
): Promise<Started<Ready>> {
  const child = startProcess(script, environment, cleanup);
  return { child, ready: await nextMessage<Ready>(child) };
}

/** The next thing that a child sends. */
export function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return unlessEnded(child, async (signal) => {
    const [message] = await once(child, 'message', { signal });
    return message;
  });
}

/** A server process and where it listens. */
export interface GatehouseProcess {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts Gatehouse as it was built, and waits until it can serve. On a free port, unless PORT is given. */
export async function startGatehouse(
  environment: Environment,
  cleanup: Cleanup,
  nodeOptions: string[] = [],
): Promise<GatehouseProcess> {
  const server = {
    NODE_ENV: 'production',
    MAIL_DISABLED: 'true',
    RATE_LIMITS_DISABLED: 'true',
    // A benchmark logs a few users in hundreds of times, and goes on using their first sessions.
    SESSIONS_PER_ACCOUNT: '100000',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    ...environment,
  };
  const child = startProcess(BUILT_SERVER, server, cleanup, nodeOptions);
  const url = `http://127.0.0.1:${server.PORT}`;
  await unlessEnded(child, (signal) => untilReady(url, signal));
  return { child, url };
}

function startProcess(script: URL, environment: Environment, cleanup: Cleanup, execArgv: string[] = []): ChildProcess {
  const env = { ...process.env, ...environment };
  const child = fork(fileURLToPath(script), { env, execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  cleanup.add(() => stopProcess(child));
  return child;
}

export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(STOP_TIMEOUT_MILLIS) });
  child.kill(signal);
  await ended.catch(() => child.kill('SIGKILL'));
}

/** Waits for what a child is to do, and fails if it ends instead. */
function unlessEnded<T>(child: ChildProcess, wait: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.at(-1)} ended too early, with exit code ${code}.`);
  });
  return Promise.race([wait(signal), ended]).finally(() => settled.abort());
}

async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  while (!(await isReady(url)) && !signal.aborted) await sleep(100);
}

/** Whether a server can serve just now. */
function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
