import { Command, CommanderError } from 'commander';
import { serverVersion } from '../config/version.js';
import type { AddCommands, CommandContext } from './command-context.js';
import {
  addApiKeyCommands,
  addMaintenanceCommands,
  addSecretsCommands,
  addServiceAccountCommands,
  addSessionsCommands,
  addUserCommands,
} from './commands.js';
import { addWebhookCommands } from './webhook-commands.js';

const COMMANDS = [
  ...[addMaintenanceCommands, addUserCommands, addSessionsCommands],
  ...[addServiceAccountCommands, addApiKeyCommands, addWebhookCommands, addSecretsCommands],
];

/**
 * Runs one command.
 *
 * @param args without the names of Node.js and of the script.
 * @param addMore commands that need no database.
 * @returns the exit code, where the arguments alone decide it.
 * @throws whatever keeps the command from being done.
 */
export async function runCommand(args: string[], context: CommandContext, addMore?: AddCommands): Promise<number> {
  const program = createProgram(context);
  for (const add of COMMANDS) add(program, context);
  for (const command of program.commands) command.hook('preAction', () => context.prepare());
  addMore?.(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
}

function createProgram({ terminal }: CommandContext): Command {
  return new Command('gatehouse')
    .description('Administers a Gatehouse server, also while it runs; reads the same settings from the environment.')
    .version(serverVersion(), '--version', 'print the version')
    .showHelpAfterError('Add --help to see what there is.')
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.printError(text.trimEnd()),
    })
    .exitOverride();
}
