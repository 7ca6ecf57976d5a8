import { readFileSync } from 'node:fs';
import { renderEnvExample } from '../../src/cli/env-example.js';
import { printSchemaFile } from '../../src/schema-file.js';

describe('the committed file', () => {
  test('schema.graphql is what the code makes: else run `npm run schema`', async () => {
    expect(readFileSync('schema.graphql', 'utf8')).toBe(await printSchemaFile());
  });

  test('.env.example is what the code makes: else run `npm run schema`', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(renderEnvExample());
  });
});
