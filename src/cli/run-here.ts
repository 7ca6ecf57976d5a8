import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { type Config, loadConfig, readEnvironment } from '../config/config.js';
import { DataFolderInUseError } from '../database/data-folder-lock.js';
import type { AddCommands, CommandContext } from './command-context.js';
import { addKeyCommand } from './key.js';
import { processTerminal } from './process-terminal.js';
import { runCommand } from './program.js';
import { isListening, runInServer } from './socket-client.js';

/** Runs a command in this process or, where a server has the embedded database open, in that. Sets the exit code. */
export async function runHere(args: string[]): Promise<void> {
  process.exitCode = await runCommand(args, localContext(), addMore)
    .catch((error) => runWhereDatabaseIs(args, error))
    .catch(async (error) => (await import('./exit.js')).reportAndExit(error));
}

function localContext(): CommandContext {
  let config: Config;
  const own = () => import('./own-database.js');
  return {
    terminal: processTerminal,
    folder: process.cwd(),
    // The lock would say so, too, but only once everything that the database needs has been loaded.
    prepare: async () => {
      config = loadConfig(readEnvironment());
      if (!config.databaseUrl && (await isListening(config))) throw new DataFolderInUseError(config.dataDir);
    },
    withDatabase: async (work) => (await own()).withOwnDatabase(config, work),
    withServices: async (work) => (await own()).withOwnServices(config, work),
  };
}

function runWhereDatabaseIs(args: string[], error: unknown): Promise<number> {
  if (!(error instanceof DataFolderInUseError)) throw error;
  return runInServer(loadConfig(readEnvironment()), args, processTerminal);
}

const addMore: AddCommands = (program, context) => {
  addKeyCommand(program, context);
  program
    .command('generate')
    .description('write schema.graphql, .env.example and docs/settings.md (for developers)')
    .action(async () => {
      const { printSchemaFile, renderEnvExample, replaceSettingsTable } = await import('./generate.js');
      await writeFile('schema.graphql', await printSchemaFile());
      await writeFile('.env.example', renderEnvExample());
      await writeFile('docs/settings.md', replaceSettingsTable(await readFile('docs/settings.md', 'utf8')));
    });
};
