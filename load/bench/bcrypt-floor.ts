// The least that a login can cost: bcrypt alone, in libuv's thread pool, which UV_THREADPOOL_SIZE sizes.
import bcrypt from 'bcrypt';
import { reportReady } from '../shared/child.ts';
import { runClosedLoop } from '../shared/closed-loop.ts';

const PASSWORD = 'correct horse battery';
const hash = await bcrypt.hash(PASSWORD, Number(process.env.BCRYPT_COST));

/** What the benchmark asks for. */
export interface BcryptRound {
  readonly clientCount: number;
  readonly durationSeconds: number;
}

process.on('message', async ({ clientCount, durationSeconds }: BcryptRound) => {
  const clients = Array.from({ length: clientCount }, () => compare);
  process.send?.(await runClosedLoop(clients, durationSeconds));
});

async function compare(): Promise<void> {
  if (!(await bcrypt.compare(PASSWORD, hash))) throw new Error('The password does not match.');
}

reportReady({});
