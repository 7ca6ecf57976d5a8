import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { commandOf, environmentOf, type Instruction, parseDockerfile, type Stage } from './dockerfile.ts';

// Takes the steps of the Dockerfile without a container engine: each stage in a folder of its own, with the Node.js that
// runs this. Then it starts what the image would start, asks the image's health check, and uses the server.

const START_TIMEOUT_SECONDS = 60;
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-image-'));
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
const ALLOWED: readonly string[] = readFileSync('.dockerignore', 'utf8').match(/(?<=^!).+/gm) ?? [];

try {
  const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'));
  for (const stage of stages) build(stage);
  await use(stages.at(-1) as Stage);
  console.log('The image would work.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function build({ name, instructions }: Stage): void {
  console.log(`FROM ... AS ${name}`);
  for (const instruction of instructions) take(name, instruction);
}

function take(stage: string, { keyword, rest }: Instruction): void {
  const app = inStage(stage, '/app');
  const isLeftOut = keyword === 'USER' || (keyword === 'RUN' && !rest.startsWith('npm '));
  console.log(`  ${isLeftOut ? 'left to the engine: ' : ''}${keyword} ${rest}`);
  if (keyword === 'WORKDIR') mkdirSync(inStage(stage, rest), { recursive: true });
  if (keyword === 'COPY') copy(rest, app);
  if (keyword === 'RUN' && !isLeftOut) run(rest, app);
}

function copy(rest: string, app: string): void {
  const from = /^--from=(\w+) /.exec(rest)?.[1];
  const paths = rest.split(' ').filter((path) => !path.startsWith('--'));
  const target = join(app, paths.pop() as string);
  for (const path of paths) {
    if (!from && !isAllowed(path)) throw new Error(`.dockerignore keeps ${path} from the image.`);
    copyInto(target, from ? inStage(from, path) : path);
  }
}

/** Of a folder, its content is copied. */
function copyInto(target: string, source: string): void {
  const isFolder = statSync(source).isDirectory();
  mkdirSync(target, { recursive: true });
  execFileSync('cp', ['-a', isFolder ? `${source}/.` : source, target]);
}

function isAllowed(path: string): boolean {
  return ALLOWED.some((allowed) => path === allowed || path.startsWith(`${allowed}/`));
}

function run(command: string, cwd: string): void {
  execFileSync('sh', ['-c', command], { cwd, env: { ...process.env, PATH }, stdio: ['ignore', 'ignore', 'inherit'] });
}

function inStage(stage: string, path: string): string {
  return join(folder, stage, path);
}

async function use(stage: Stage): Promise<void> {
  const cwd = inStage(stage.name, '/app');
  if (existsSync(join(cwd, 'node_modules/typescript'))) throw new Error('Development dependencies are in the image.');
  const here = { HOST: '127.0.0.1', PORT: String(await freePort()), DATA_DIR: join(folder, 'data') };
  const settings = { JWT_SECRET: 'a secret for this check, known to all', MAIL_DISABLED: 'true' };
  const env = { PATH, ...environmentOf(stage), ...here, ...settings };
  const [command = '', ...args] = commandOf(stage, 'CMD');
  const server = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  try {
    await untilHealthy(commandOf(stage, 'HEALTHCHECK'), cwd, env);
    await register(`http://${here.HOST}:${here.PORT}/graphql`);
    await visit(`http://${here.HOST}:${here.PORT}/account`);
  } finally {
    server.kill('SIGTERM');
  }
  if ((await ended) !== 0) throw new Error('The server did not end with 0 on SIGTERM.');
}

async function untilHealthy([command = '', ...args]: string[], cwd: string, env: Record<string, string>) {
  for (let second = 0; second < START_TIMEOUT_SECONDS; second += 1) {
    const { promise, resolve } = Promise.withResolvers<number | null>();
    spawn(command, args, { cwd, env }).once('exit', resolve);
    if ((await promise) === 0) return;
    await sleep(1000);
  }
  throw new Error(`Not healthy after ${START_TIMEOUT_SECONDS} s.`);
}

/** The page and the script that it loads. */
async function visit(url: string): Promise<void> {
  const [script = '/'] = /\/pages\/[^"]+\.js/.exec(await (await fetch(url)).text()) ?? [];
  const { status, headers } = await fetch(new URL(script, url), { headers: { 'accept-encoding': 'br' } });
  if (status !== 200 || headers.get('content-encoding') !== 'br') throw new Error(`${script} answered ${status}`);
}

async function register(url: string): Promise<void> {
  const input = '{ email: "ada@example.com", password: "correct horse battery" }';
  const body = JSON.stringify({ query: `mutation { register(input: ${input}) { __typename } }` });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answer = await response.text();
  if (!answer.includes('"AuthPayload"')) throw new Error(`Registering answered ${answer}`);
}
