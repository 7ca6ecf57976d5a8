import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { systemClock } from '../clock.js';
import { loadConfig, readEnvironment } from '../config/config.js';
import { runMigrations } from '../database/migrate.js';
import { reportAndExit } from '../exit.js';
import { pruneAll } from '../maintenance.js';
import { OPERATOR } from '../security/audit-trail.js';
import { printSchemaFile, renderEnvExample, replaceSettingsTable } from './generate.js';
import { keyCommand } from './key.js';
import { secretsCommand } from './secrets.js';
import { userCommand, withServices } from './user.js';
import { withDatabase } from './with-database.js';

const program = new Command('gatehouse')
  .description('Administers a Gatehouse server; reads the same settings from the environment.')
  .showHelpAfterError();

program
  .command('migrate')
  .description('bring the database up to date (the server does so itself when it starts)')
  .action(() =>
    withDatabase(loadConfig(readEnvironment()), async ({ orm }) => {
      const done = await runMigrations(orm);
      console.log(done.length > 0 ? done.map(({ name }) => `migrated ${name}`).join('\n') : 'nothing to migrate');
    }),
  );

program
  .command('prune')
  .description(
    'delete what has expired: blacklist entries, sessions, tokens, audit events, unverified accounts (the server does so now and then)',
  )
  .action(() => {
    const config = loadConfig(readEnvironment());
    return withServices(async ({ accounts: { unproven } }, { em }) => {
      const pruned = await pruneAll(config, em, unproven, systemClock);
      for (const [what, count] of Object.entries(pruned)) console.log(`${what}: ${count} deleted`);
    });
  });

program.addCommand(userCommand());
program.addCommand(keyCommand());
program.addCommand(secretsCommand());

program
  .command('sessions')
  .description('end the sessions of all users: after a secret was stolen, or a backup restored')
  .requiredOption('--end-all', 'yes, of all users')
  .action(() =>
    withServices(async ({ accounts: { administration } }, { em }) => {
      console.log(`ended ${await administration.endAllSessions(em.fork(), OPERATOR)} sessions`);
    }),
  );

program
  .command('generate')
  .description('write schema.graphql, .env.example and docs/settings.md (for developers)')
  .action(async () => {
    await writeFile('schema.graphql', await printSchemaFile());
    await writeFile('.env.example', renderEnvExample());
    await writeFile('docs/settings.md', replaceSettingsTable(await readFile('docs/settings.md', 'utf8')));
  });

await program.parseAsync().catch(reportAndExit);
