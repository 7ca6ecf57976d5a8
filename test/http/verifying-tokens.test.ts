import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '../../src/tokens/key-generation.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { createDataFolder } from '../support/databases.js';
import { REGISTER } from '../support/operations.js';
import { ServerProcess, sendTo } from '../support/server-process.js';

const page = readFileSync('docs/verifying-tokens.md', 'utf8');
const sample = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

describe('docs/verifying-tokens.md', () => {
  let server: ServerProcess;
  let user: { id: string };
  let ACCESS: string;
  beforeAll(async () => {
    const folder = await createDataFolder();
    const file = join(folder, 'signing-key.pem');
    writeFileSync(file, generateKey('ES256'));
    server = new ServerProcess({ DATA_DIR: folder, JWT_KEY_FILES: file });
    const { data } = await sendTo(await server.url(), REGISTER, { input: { email: someEmail(), password: PASSWORD } });
    ({ user, accessToken: ACCESS } = data.register);
  });
  afterAll(() => server.kill('SIGTERM'));

  async function run(program: string, option: string[], code: string) {
    const { origin } = new URL(await server.url());
    const env = { ...process.env, ACCESS };
    const output = execFileSync(program, [...option, code.replaceAll('http://localhost:4000', origin)], { env });
    return JSON.parse(output.toString());
  }

  test('verifies a token by its signature', async () => {
    const code = `${sample('js')}\nconsole.log(JSON.stringify(await userOf(process.env.ACCESS)));`;
    expect(await run(process.execPath, ['--input-type=module', '-e'], code)).toEqual({ id: user.id, role: 'USER' });
  });

  test('asks about a token', async () => {
    const { introspectToken } = (await run('bash', ['-c'], sample('sh'))).data;
    expect(introspectToken).toEqual({ active: true, sub: user.id, role: 'USER', exp: expect.any(String) });
  });
});
