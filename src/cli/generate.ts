import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../server/graphql/schema.js';
import { resolverClasses } from '../wiring/resolvers.js';
import { describeSetting, describeSettings } from './setting-texts.js';

const HEAD = '# Written by `npm run generate`. Do not edit: change the resolvers and entities instead.\n\n';

/** Writes everything in the repository that follows from the code of the server. */
export async function generateFiles(): Promise<void> {
  await writeFile('schema.graphql', await printSchemaFile());
  await writeFile('.env.example', renderEnvExample());
  await writeFile('docs/settings.md', replaceSettingsTable(await readFile('docs/settings.md', 'utf8')));
}

/** The text of `schema.graphql`. Sorted, so that moving a class changes nothing. */
export async function printSchemaFile(): Promise<string> {
  return `${HEAD}${printSchema(lexicographicSortSchema(await createSchema(resolverClasses)))}\n`;
}

/** The text of `.env.example`: every setting, commented out, with what it means and its default. */
export function renderEnvExample(): string {
  const head =
    '# Copy this file to .env and change what you need, or run `gatehouse init`. Production reads it only if it says NODE_ENV=production.\n';
  const blocks = describeSettings().map(({ variable, byDefault, description }) =>
    describeSetting(description, `#${variable}=${byDefault}`),
  );
  return [head, ...blocks].join('\n');
}

const TABLE = /(<!-- settings: [^>]*-->\n).*?(<!-- \/settings -->)/s;

/** The page of settings with its table written again. */
export function replaceSettingsTable(page: string): string {
  const rows = describeSettings().map((it) => {
    return `| \`${it.variable}\` | ${it.byDefault && `\`${it.byDefault}\``} | ${it.description.replaceAll('](docs/', '](')} |`;
  });
  const table = ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
  return page.replace(TABLE, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}
