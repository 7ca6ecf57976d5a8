import 'reflect-metadata';
import { type Config, loadConfig, readEnvironment } from '../config/config.js';
import { DataFolderInUseError } from '../database/data-folder-lock.js';
import type { AddCommands, CommandContext } from './command-context.js';
import { addLocalCommands } from './local-commands.js';
import { processTerminal } from './process-terminal.js';
import { runCommand } from './program.js';
import { isListening, runInServer } from './socket-client.js';

/**
 * Runs a command in this process or, where a server has the embedded database open, in that. Sets the exit code.
 *
 * @param addMore more commands that need no database.
 */
export async function runHere(args: string[], addMore?: AddCommands): Promise<void> {
  const add: AddCommands = (program, context) => {
    addLocalCommands(program, context);
    addMore?.(program, context);
  };
  process.exitCode = await runCommand(args, localContext(), add)
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
