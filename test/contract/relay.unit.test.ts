import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createDataFolder } from '../support/databases.js';

const COMPILER = resolve('node_modules/relay-compiler/cli.js');

const CONFIG = {
  src: './src',
  schema: './schema.graphql',
  artifactDirectory: './generated',
  language: 'typescript',
  customScalarTypes: { DateTime: 'string' },
};

/** A project of its own, with the fragments of test/contract/relay on the committed schema. */
async function relayProject(): Promise<string> {
  const folder = await createDataFolder();
  mkdirSync(join(folder, 'generated'));
  cpSync('test/contract/relay', join(folder, 'src'), { recursive: true });
  cpSync('schema.graphql', join(folder, 'schema.graphql'));
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(CONFIG));
  writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}

test('relay-compiler accepts the schema with a fragment on each connection', async () => {
  const folder = await relayProject();
  execFileSync(process.execPath, [COMPILER, 'relay.config.json'], { cwd: folder, stdio: 'pipe' });
  const artifacts = readdirSync(join(folder, 'generated'));
  for (const query of ['SessionList', 'UserList', 'AuditTrail']) {
    expect(artifacts).toContain(`${query}PaginationQuery.graphql.ts`);
  }
  expect(artifacts).toContain('SessionListRevokeMutation.graphql.ts');
});
