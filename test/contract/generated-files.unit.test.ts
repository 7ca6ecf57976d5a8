import { readFileSync } from 'node:fs';
import { printSchemaFile, renderEnvExample, replaceSettingsTable } from '../../src/cli/generate.js';

const committed = (file: string) => readFileSync(file, 'utf8');

/** If one of these fails, run `npm run generate`. */
test('the committed schema.graphql is what the code generates', async () => {
  expect(committed('schema.graphql')).toBe(await printSchemaFile());
});

test('the committed .env.example is what the code generates', () => {
  expect(committed('.env.example')).toBe(renderEnvExample());
});

test('the committed docs/settings.md is what the code generates', () => {
  expect(committed('docs/settings.md')).toBe(replaceSettingsTable(committed('docs/settings.md')));
  expect(committed('docs/settings.md')).toContain('| `ACCESS_TOKEN_TTL_SECONDS` | `900` |');
});
