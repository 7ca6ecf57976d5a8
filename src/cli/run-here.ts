import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import { type Config, loadConfig, readEnvironment } from '../config/config.js';
import { generateKey } from '../config/key-files.js';
import { SIGNING_ALGORITHMS, type SigningAlgorithm, signingKeyFromText } from '../config/signing-key.js';
import { DataFolderInUseError } from '../database/data-folder-lock.js';
import type { AddCommands, CommandContext } from './command-context.js';
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

/** `key generate`. */
const addKeyCommand: AddCommands = (program) => {
  const key = program.command('key').description('manage the keys that sign access tokens');
  const algorithm = new Option('--algorithm <algorithm>', 'what it signs with')
    .choices(SIGNING_ALGORITHMS)
    .default('ES256');
  key
    .command('generate')
    .description('print a new key, and nothing else, for a file of JWT_KEY_FILES')
    .addOption(algorithm)
    .action(({ algorithm }: { algorithm: SigningAlgorithm }) => printNewKey(algorithm));
};

/** What is for people goes to standard error: standard output becomes the file. */
function printNewKey(algorithm: SigningAlgorithm): void {
  const text = generateKey(algorithm);
  process.stdout.write(text);
  console.error(
    `A key for ${algorithm}; its kid is ${signingKeyFromText(text).kid}. Keep it in a file that only the server may read, and list the file in JWT_KEY_FILES: behind the key that signs now, until every instance knows it.`,
  );
}
