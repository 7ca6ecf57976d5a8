import { lexicographicSortSchema, printSchema } from 'graphql';
import { environmentVariable, type SettingName, settings } from '../config/settings.js';
import { createSchema } from '../server/graphql/schema.js';
import { resolverClasses } from '../wiring/resolvers.js';

const HEAD = '# Written by `npm run generate`. Do not edit: change the resolvers and entities instead.\n\n';

/** The text of `schema.graphql`. Sorted, so that moving a class changes nothing. */
export async function printSchemaFile(): Promise<string> {
  return `${HEAD}${printSchema(lexicographicSortSchema(await createSchema(resolverClasses)))}\n`;
}

/** The text of `.env.example`: every setting, commented out, with what it means and its default. */
export function renderEnvExample(): string {
  const head = '# Copy this file to .env and change what you need. It is read outside production only.\n';
  const blocks = listSettings().map((it) => `# ${it.description}\n#${it.variable}=${it.byDefault}\n`);
  return [head, ...blocks].join('\n');
}

const TABLE = /(<!-- settings: [^>]*-->\n).*?(<!-- \/settings -->)/s;

/** The page of settings with its table written again. */
export function replaceSettingsTable(page: string): string {
  const rows = listSettings().map((it) => {
    return `| \`${it.variable}\` | ${it.byDefault && `\`${it.byDefault}\``} | ${it.description.replaceAll('](docs/', '](')} |`;
  });
  const table = ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
  return page.replace(TABLE, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}

function listSettings() {
  return (Object.keys(settings) as SettingName[]).map((name) => ({
    variable: environmentVariable(name),
    byDefault: defaultOf(name),
    description: settings[name].description ?? '',
  }));
}

/** As it would stand in the environment; empty where there is none or where it depends on the machine. */
function defaultOf(name: SettingName): string {
  const value: unknown = name === 'passwordHashThreads' ? undefined : settings[name].safeParse(undefined).data;
  return value === undefined ? '' : String(value);
}
