import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

/** As npm runs it: by a shell, in the folder of an example. */
function startExample(gatehouseUrl: string) {
  const env = { PATH: process.env.PATH, NODE: process.execPath, VITE_GATEHOUSE_URL: gatehouseUrl };
  const shell = spawn('"$NODE" ../start.js --port 0 2>&1; exit $?', { cwd: 'examples/apollo-react', env, shell: true });
  let output = '';
  shell.stdout.on('data', (chunk) => {
    output += chunk;
  });
  async function prints(pattern: RegExp): Promise<string> {
    while (!pattern.test(output)) await new Promise((resolve) => setTimeout(resolve, 20));
    return pattern.exec(output)?.[0] ?? '';
  }
  return { shell, prints };
}

function isServed(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

test('an example uses the Gatehouse that is running already, and stops with npm', async () => {
  const url = await gatehouse.api.url();
  const { shell, prints } = startExample(url);
  await prints(new RegExp(`Using the Gatehouse at ${url}`));
  const page = await prints(/http:\/\/localhost:\d+\/(?!graphql)/);
  expect(await isServed(page)).toBe(true);
  shell.kill();
  while (await isServed(page));
});

test('an example starts no Gatehouse for another machine', async () => {
  const { shell, prints } = startExample('http://gatehouse.invalid/graphql');
  const [[code]] = await Promise.all([once(shell, 'exit'), prints(/No Gatehouse responds at/)]);
  expect(code).toBe(1);
});
