import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSupported } from '../../src/config/node-version.js';
import { createTestDatabase } from '../support/databases.js';
import { freePort } from '../support/free-port.js';

/** npm as a supervisor runs it: a process of its own, whose children it does not share a terminal with. */
async function npmStart(port: number): Promise<ChildProcess> {
  const { dataDir } = await createTestDatabase('pglite');
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, PORT: String(port), DATA_DIR: dataDir, BCRYPT_COST: '4', PASSWORD_HASH_THREADS: '1' };
  return spawn('npm', ['start', '--ignore-scripts'], { env, stdio: 'ignore', detached: true });
}

const answers = (port: number) => fetch(`http://localhost:${port}/livez`).then(Boolean, () => false);

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(50);
}

test('SIGTERM to npm start stops the server that it started', async () => {
  const port = await freePort();
  const npm = await npmStart(port);
  await waitUntil(() => answers(port));
  npm.kill('SIGTERM');
  await once(npm, 'exit');
  await waitUntil(async () => !(await answers(port)));
});

test('Node.js 20 and 22.16 are refused, 22.17 and 24 are not', () => {
  expect(['20.20.2', '22.16.0', '22.17.0', '24.1.0'].map(isSupported)).toEqual([false, false, true, true]);
});
