import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createTestDatabase } from '../support/databases.js';
import { ServerProcess } from '../support/server-process.js';

const section = readFileSync('README.md', 'utf8').split('\n## A session\n')[1]?.split('\n## ')[0] ?? '';
const blocks = (language: string) =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map((m) => m[1] ?? '');

/** Whatever the README shortens with `…` may be anything. */
function pattern(shown: string): RegExp {
  const parts = shown.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^"]*').replaceAll('\n', '\\s*')}$`);
}

describe('the session in the README', () => {
  let server: ServerProcess;
  let folder: string;
  beforeAll(async () => {
    folder = (await createTestDatabase('pglite')).dataDir;
    server = new ServerProcess({ DATA_DIR: folder });
  });
  afterAll(() => server.kill('SIGTERM'));

  test('the session in the README, pasted into a shell, prints what the README shows', async () => {
    const origin = new URL(await server.url()).origin;
    const script = blocks('sh').join('echo "=== next"\n').replaceAll('http://localhost:4000', origin);
    const outputs = execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' }).split('=== next\n');
    expect(outputs).toHaveLength(4);
    for (const [index, shown] of blocks('json').entries()) expect(outputs[index]).toMatch(pattern(shown));
  });
});
