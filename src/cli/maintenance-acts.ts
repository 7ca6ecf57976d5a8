import { runMigrations } from '../database/migrate.js';
import { pruneAll } from '../wiring/maintenance.js';
import type { CommandContext } from './command-context.js';

/** `migrate`. */
export async function migrate({ terminal, withDatabase }: CommandContext): Promise<void> {
  await withDatabase(async ({ orm }) => {
    const done = await runMigrations(orm);
    terminal.print(done.length > 0 ? done.map(({ name }) => `migrated ${name}`).join('\n') : 'nothing to migrate');
  });
}

/** `prune`. */
export async function prune({ terminal, withServices }: CommandContext): Promise<void> {
  await withServices(async ({ config, database, services, clock }) => {
    const pruned = await pruneAll(config, database.em, services.accounts, clock);
    for (const [what, count] of Object.entries(pruned)) terminal.print(`${what}: ${count} deleted`);
  });
}
