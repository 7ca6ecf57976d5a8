import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { useClients } from './support/clients.js';

const run = promisify(execFile);
const FOLDER = resolve('dist/client-samples');
const README = readFileSync('client/README.md', 'utf8');
const PROGRAM = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code).join('\n');
const COMPILER_OPTIONS =
  '--noEmit --strict --skipLibCheck --ignoreConfig --module nodenext --target es2022 --lib es2022,dom,dom.iterable';

describe('the samples in the client’s README', () => {
  const clients = useClients();
  const file = resolve(FOLDER, 'samples.ts');
  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(resolve(FOLDER, 'package.json'), '{ "type": "module" }');
    writeFileSync(file, PROGRAM.replace('http://localhost:4000/graphql', clients.url));
  });

  test('the samples in the client’s README compile', async () => {
    await run(process.execPath, ['node_modules/typescript/bin/tsc', ...COMPILER_OPTIONS.split(' '), file]);
  });

  test('the samples in the client’s README do what they say', async () => {
    const { stdout } = await run(process.execPath, ['--no-warnings', file]);
    const change = ['signed in', 'Signed out elsewhere: 0'];
    const account = ['Username: ada', 'Device: node, true', expect.stringMatching(/mail/)];
    const end = ['Signed out: LOGOUT', 'signed out', ''];
    expect(stdout.split('\n')).toEqual(['Welcome, ada@example.com', 'ada@example.com', ...change, ...account, ...end]);
  });
});
