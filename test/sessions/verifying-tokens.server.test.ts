import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { newKey } from '../support/keys.js';
import { newMachine } from '../support/machines.js';

const page = readFileSync('docs/verifying-tokens.md', 'utf8');
const sample = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

describe('docs/verifying-tokens.md', () => {
  const gatehouse = useGatehouse({ jwtKeyFiles: [newKey('ES256')] });
  let origin: string;
  let ada: SignedIn;
  beforeAll(async () => {
    origin = await gatehouse.api.origin();
    // The samples go by the machine's clock.
    gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 });
    ada = await gatehouse.api.newUser();
  });

  async function run(program: string, option: string[], code: string, token = ada.accessToken) {
    const env = { ...process.env, ACCESS: token };
    const args = [...option, code.replaceAll('http://localhost:4000', origin)];
    return JSON.parse((await promisify(execFile)(program, args, { env })).stdout);
  }

  test('the JavaScript sample in docs/verifying-tokens.md verifies a token by its signature', async () => {
    const code = `${sample('js')}\nconsole.log(JSON.stringify(await userOf(process.env.ACCESS)));`;
    expect(await run(process.execPath, ['--input-type=module', '-e'], code)).toEqual({ id: ada.user.id, role: 'USER' });
  });

  test('the JavaScript sample in docs/verifying-tokens.md takes no service account for a user', async () => {
    const { accessToken } = await newMachine(gatehouse, await gatehouse.newAdministrator());
    const code = `${sample('js')}\nconsole.log(JSON.stringify(await userOf(process.env.ACCESS).catch((e) => e.message)));`;
    expect(await run(process.execPath, ['--input-type=module', '-e'], code, accessToken)).toContain('service account');
  });

  test('the shell sample in docs/verifying-tokens.md introspects a token', async () => {
    const { introspectToken } = (await run('bash', ['-c'], sample('sh'))).data;
    expect(introspectToken).toEqual({ active: true, sub: ada.user.id, role: 'USER', exp: expect.any(String) });
  });
});
