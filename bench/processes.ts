import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Cleanup } from './cleanup.ts';

type Environment = Record<string, string>;

const STOP_TIMEOUT_MILLIS = 10_000;

export interface Started<Ready> {
  readonly child: ChildProcess;
  /** What the script passed to `reportReady`. */
  readonly ready: Ready;
}

/** Starts a script of this folder in a process of its own and waits until it reports to be ready. */
export async function startScript<Ready>(
  file: string,
  environment: Environment,
  cleanup: Cleanup,
): Promise<Started<Ready>> {
  const child = startProcess(file, environment, cleanup);
  return { child, ready: await nextMessage<Ready>(child) };
}

/** The next thing that a child sends. */
export function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return unlessEnded(child, async (signal) => {
    const [message] = await once(child, 'message', { signal });
    return message;
  });
}

/** Starts Gatehouse as it was built, and waits until it can serve. Answers its URL. */
export async function startGatehouse(environment: Environment, cleanup: Cleanup): Promise<string> {
  const port = await freePort();
  const server = {
    NODE_ENV: 'production',
    MAIL_DISABLED: 'true',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const child = startProcess('../dist/src/main.js', { ...server, ...environment }, cleanup);
  const url = `http://127.0.0.1:${port}`;
  await unlessEnded(child, (signal) => untilReady(url, signal));
  return url;
}

function startProcess(file: string, environment: Environment, cleanup: Cleanup): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const env = { ...process.env, ...environment };
  const child = fork(path, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  cleanup.add(() => stopProcess(child));
  return child;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(STOP_TIMEOUT_MILLIS) });
  child.kill();
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
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady()) && !signal.aborted) await sleep(100);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
