import { readFileSync } from 'node:fs';
import { printSchemaFile, renderEnvExample, replaceSettingsTable } from '../../src/cli/generate.js';

const committed = (file: string) => readFileSync(file, 'utf8');

/** If one of these fails, run `npm run generate`. */
describe('what the code makes is what is committed as', () => {
  test('schema.graphql', async () => {
    expect(committed('schema.graphql')).toBe(await printSchemaFile());
  });

  test('.env.example', () => {
    expect(committed('.env.example')).toBe(renderEnvExample());
  });

  test('docs/settings.md', () => {
    expect(committed('docs/settings.md')).toBe(replaceSettingsTable(committed('docs/settings.md')));
    expect(committed('docs/settings.md')).toContain('| `ACCESS_TOKEN_TTL_SECONDS` | `900` |');
  });
});
