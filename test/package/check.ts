import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { pack } from '../support/packed.ts';

// Does with the package what people do: installs it from the registry, in an empty folder and globally, on the versions of Node.js that
// it supports, and uses it. On an older one, it has to say so.

// `npm run package:check -- 24` tries one version only.
const [, , ...chosen] = process.argv;
const SUPPORTED = chosen.length > 0 ? chosen : ['22', '24'];
const TOO_OLD = '20';

const START_TIMEOUT_SECONDS = 60;

const root = mkdtempSync(join(tmpdir(), 'gatehouse-package-'));

/** Without what npm says to this script about this repository. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_registry)|INIT_CWD)/.test(name)),
);

const npm = (args: string[], cwd: string, PATH = environment.PATH) =>
  execFileSync('npm', args, { cwd, env: { ...environment, PATH }, stdio: ['ignore', 'pipe', 'inherit'] }).toString();

try {
  const { filename, size, unpackedSize } = pack(root);
  console.log(`${filename}: ${megabytes(size)}, ${megabytes(unpackedSize)} on disk`);
  for (const version of SUPPORTED) await tryOut(version, join(root, filename));
  refuse(TOO_OLD);
  console.log('The package works.');
} finally {
  rmSync(root, { recursive: true, force: true });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @returns a PATH that begins with a version of Node.js. */
function pathWith(version: string): string {
  const folder = emptyFolder(`node-${version}`);
  npm(['install', '--loglevel=error', '--no-save', `node@${version}`], folder);
  return `${join(folder, 'node_modules/node/bin')}:${environment.PATH}`;
}

function emptyFolder(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function tryOut(version: string, archive: string): Promise<void> {
  const PATH = pathWith(version);
  const folder = emptyFolder(`local-${version}`);
  npm(['install', '--loglevel=error', archive], folder, PATH);
  console.log(
    `Node.js ${version}: npx gatehouse --version prints ${npm(['exec', 'gatehouse', '--', '--version'], folder, PATH).trim()}`,
  );
  await useServer(folder, PATH, 'npm', ['exec', 'gatehouse']);
  const prefix = emptyFolder(`global-${version}`);
  npm(['install', '--loglevel=error', '--global', '--prefix', prefix, archive], folder, PATH);
  const command = join(prefix, 'bin/gatehouse');
  const elsewhere = emptyFolder(`work-${version}`);
  const run = (name: string) =>
    execFileSync(command, [name], { cwd: elsewhere, env: { ...environment, PATH }, encoding: 'utf8' });
  for (const name of ['init', 'doctor'])
    if (run(name).includes('fault')) throw new Error(`gatehouse ${name} found a fault`);
  await useServer(elsewhere, PATH, command, []);
  console.log(`Node.js ${version}: npx gatehouse and npm install --global work`);
}

async function useServer(cwd: string, PATH: string, command: string, args: string[]): Promise<void> {
  const PORT = String(await freePort());
  const server = spawn(command, args, {
    cwd,
    env: { ...environment, PATH, PORT },
    stdio: 'ignore',
    detached: true,
  });
  try {
    await untilReady(`http://localhost:${PORT}/readyz`, true);
    await register(`http://localhost:${PORT}/graphql`);
  } finally {
    await stop(server);
  }
  await untilReady(`http://localhost:${PORT}/readyz`, false);
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

async function untilReady(url: string, isWanted: boolean): Promise<void> {
  for (let second = 0; second < START_TIMEOUT_SECONDS; second += 1) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady === isWanted) return;
    await sleep(1000);
  }
  throw new Error(`The server did not ${isWanted ? 'start' : 'stop'} within ${START_TIMEOUT_SECONDS} s.`);
}

async function register(url: string): Promise<void> {
  const input = '{ email: "ada@example.com", password: "correct horse battery" }';
  const body = JSON.stringify({ query: `mutation { register(input: ${input}) { __typename } }` });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (!text.includes('"AuthPayload"')) throw new Error(`Registering returned ${text}`);
}

function refuse(version: string): void {
  const bin = join(root, `local-${SUPPORTED[0]}`, 'node_modules/.bin/gatehouse');
  const script = `"${bin}" --version 2>&1; echo "exit code $?"`;
  const output = execFileSync('sh', ['-c', script], {
    cwd: root,
    env: { ...environment, PATH: pathWith(version) },
    encoding: 'utf8',
  });
  if (!/^Gatehouse needs Node\.js 22\.17 or newer, and this is 20\.[^\n]*\nexit code 1\n$/.test(output))
    throw new Error(`On Node.js ${version}, it says:\n${output}`);
  console.log(`Node.js ${version}: ${output.split('\n')[0]}`);
}
