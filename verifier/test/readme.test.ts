import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Permission } from '../../src/sessions/permissions.js';
import { useGatehouse } from '../../test/support/gatehouse.js';
import { newKey } from '../../test/support/keys.js';
import { newMachine } from '../../test/support/machines.js';

const run = promisify(execFile);
const FOLDER = resolve('verifier/dist/samples');
const README = readFileSync('verifier/README.md', 'utf8');
const PROGRAM = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code).join('\n');
const COMPILER_OPTIONS =
  '--noEmit --strict --skipLibCheck --ignoreConfig --module nodenext --target es2023 --lib es2024,dom --types node';

describe('the samples in the verifier’s README', () => {
  const gatehouse = useGatehouse({ jwtKeyFiles: [newKey('ES256')] });
  const file = resolve(FOLDER, 'samples.ts');
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(resolve(FOLDER, 'package.json'), '{ "type": "module" }');
    // At the end of the last sample the program closes what it has opened.
    const program = `${PROGRAM}\nverifier.close();\nawait server.stop();\n`;
    writeFileSync(file, program.replace('http://localhost:4000/graphql', await gatehouse.api.url()));
    gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 });
  });

  test('the samples in the verifier’s README compile', async () => {
    await run(process.execPath, ['node_modules/typescript/bin/tsc', ...COMPILER_OPTIONS.split(' '), file]);
  });

  test('the samples in the verifier’s README do what they say', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    const { secret } = await newMachine(gatehouse, await gatehouse.newAdministrator(), [Permission.TOKENS_INTROSPECT]);
    const environment = (token: string) => ({ ACCESS: token, GATEHOUSE_API_KEY: secret });
    const outputFor = async (token: string) =>
      (await run(process.execPath, ['--no-warnings', file], { env: environment(token) })).stdout;
    expect(await outputFor(accessToken)).toBe(`Signed in: ${user.id}\n`);
    await gatehouse.api.logout({ token: accessToken });
    expect(await outputFor(accessToken)).toBe('Respond with 401: TOKEN_BLACKLISTED\n');
  });
});
