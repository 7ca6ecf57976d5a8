import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

test('an example uses the Gatehouse that is running already', async () => {
  const env = { PATH: process.env.PATH, VITE_GATEHOUSE_URL: await gatehouse.api.url() };
  const example = spawn(process.execPath, ['../gatehouse.js'], { cwd: 'examples/apollo-react', env });
  const [output] = await once(example.stdout, 'data');
  expect(String(output)).toContain(`Using the Gatehouse at ${env.VITE_GATEHOUSE_URL}`);
  expect(example.exitCode).toBeNull();
  example.kill();
});
