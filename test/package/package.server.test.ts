import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD } from '../support/api-client.js';
import { createDataFolder } from '../support/databases.js';
import { freePort } from '../support/free-port.js';
import { REGISTER } from '../support/operations.js';
import { install, type Packed, pack } from '../support/packed.js';
import { ServerProcess, sendTo } from '../support/server-process.js';
import { until } from '../support/until.js';

const MEGABYTE = 1_000_000;

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

let folder: string;
let packed: Packed;
let paths: readonly string[];
beforeAll(async () => {
  const archives = await createDataFolder();
  folder = await createDataFolder();
  packed = pack(archives);
  paths = packed.files.map(({ path }) => path);
  install(join(archives, packed.filename), folder);
});

const BIN = 'node_modules/.bin/gatehouse';

/** What `npx gatehouse` does in the folder that the package is installed in. */
const gatehouse = (args: string[] = [], environment = {}) =>
  new ServerProcess(environment, join(folder, BIN), args, folder);

describe('the package', () => {
  test('the package has the server, its pages and its documentation, and nothing else', () => {
    const kinds = new Set(paths.map((path) => path.replace(/^(dist\/\w+|docs)\/.*/, '$1')));
    const documents = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json', 'schema.graphql'];
    expect([...kinds].sort()).toEqual([...documents, 'dist/explorer', 'dist/pages', 'dist/src', 'docs'].sort());
    expect(paths.filter((path) => /\.ts$|\.env|tsbuildinfo|\/\./.test(path))).toEqual([]);
  });

  test('the package has each page of the server in its compressed forms, too', () => {
    const pages = paths.filter((path) => /^dist\/(explorer|pages)\/.*\.(html|js|css|svg)$/.test(path));
    expect(pages).toContain('dist/explorer/page.html');
    for (const page of pages) expect(paths).toEqual(expect.arrayContaining([`${page}.br`, `${page}.gz`]));
  });

  test('the package takes less than 11 MB to download, and less than 22 MB on disk', () => {
    expect(packed.size).toBeLessThan(11 * MEGABYTE);
    expect(packed.unpackedSize).toBeLessThan(22 * MEGABYTE);
  });

  test('the package cannot be published by mistake', () => {
    expect(manifest.private).toBe(true);
  });
});

describe('the package, installed in an empty folder', () => {
  test('the installed command prints its version', async () => {
    expect(await gatehouse(['--version']).exited).toEqual({ code: 0, output: `${manifest.version}\n` });
  });

  test('the installed command lists its commands, without those for developers', async () => {
    const { output } = await gatehouse(['--help']).exited;
    expect(output).toMatch(/^Without a command, gatehouse starts the server\.\n.* {2}init .* {2}doctor /s);
    expect(output).not.toContain('for developers');
  });

  test('the installed command without arguments starts a server that keeps its data in the folder', async () => {
    const server = gatehouse();
    const url = await server.url();
    const input = { email: 'ada@example.com', password: PASSWORD };
    expect((await sendTo(url, REGISTER, { input })).data.register.__typename).toBe('AuthPayload');
    for (const path of ['/', '/account', '/graphql'])
      expect((await fetch(new URL(path, url), { headers: { accept: 'text/html' } })).status).toBe(200);
    const location = expect.stringContaining(join(folder, '.data/pglite'));
    expect(await server.kill('SIGTERM')).toMatchObject({ code: 0, output: location });
    expect(readdirSync(folder).sort()).toEqual(['.data', 'node_modules']);
  });

  test('the installed command starts the server with the options of Node.js that npm start and the image set', async () => {
    const options = manifest.scripts.start.match(/--\S+(?=.*main\.js)/g);
    const spy = join(await createDataFolder(), 'spy.cjs');
    writeFileSync(spy, "console.log('options:', process.execArgv.join(' '));");
    const server = gatehouse([], { NODE_OPTIONS: `--require=${spy}` });
    await server.url();
    expect((await server.kill('SIGTERM')).output).toContain(`options: ${options.join(' ')}\n`);
    expect(readFileSync('Dockerfile', 'utf8')).toContain(options.map((option: string) => `"${option}"`).join(', '));
  });

  test('SIGTERM to npx gatehouse stops the server that it started', async () => {
    const port = await freePort();
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, PORT: String(port), BCRYPT_COST: '4', PASSWORD_HASH_THREADS: '1' };
    const options = { cwd: folder, env, stdio: 'ignore', detached: true } as const;
    const npx = spawn('npm', ['exec', '--offline', '--', 'gatehouse'], options);
    const responds = () => fetch(`http://localhost:${port}/livez`).then(Boolean, () => false);
    await until(responds);
    expect(await responds()).toBe(true);
    npx.kill('SIGTERM');
    await once(npx, 'exit');
    await until(async () => !(await responds()));
    expect(await responds()).toBe(false);
  });
});
