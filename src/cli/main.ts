import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { systemClock } from '../clock.js';
import { loadConfig, readEnvironment } from '../config.js';
import { runMigrations } from '../db/migrate.js';
import { prune } from '../db/prune.js';
import { reportAndExit } from '../process-errors.js';
import { printSchemaFile } from '../schema-file.js';
import { renderEnvExample } from './env-example.js';
import { userCommand } from './user.js';
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
  .description('delete expired blacklist entries, sessions and refresh tokens (the server does so itself now and then)')
  .action(() =>
    withDatabase(loadConfig(readEnvironment()), async ({ em }) => {
      const { blacklistedTokens, refreshTokens, sessions } = await prune(em.fork(), systemClock());
      console.log(
        `deleted ${blacklistedTokens} blacklist entries, ${refreshTokens} refresh tokens, ${sessions} sessions`,
      );
    }),
  );

program.addCommand(userCommand());

program
  .command('schema')
  .description('write the GraphQL schema')
  .argument('[file]', 'where to', 'schema.graphql')
  .action(async (file: string) => writeFile(file, await printSchemaFile()));

program
  .command('env-example')
  .description('write every setting with its default')
  .argument('[file]', 'where to', '.env.example')
  .action((file: string) => writeFile(file, renderEnvExample()));

await program.parseAsync().catch(reportAndExit);
