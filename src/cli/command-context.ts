import { type Command, Option } from 'commander';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { StartupError } from '../config/startup-error.js';
import type { Database } from '../database/database.js';
import type { Services } from '../wiring/services.js';

/** Nothing was typed or piped where a password is needed. */
export class NoPasswordError extends StartupError {
  override readonly name = 'NoPasswordError';

  constructor() {
    super('No password given. Type it at the prompt, or pipe it to standard input.');
  }
}

export interface Progress {
  update(done: number): void;
  stop(): void;
}

/** How a command talks to the person who runs it. */
export interface Terminal {
  print(text: string): void;
  printError(text: string): void;
  /** Waits until what was printed has been taken. */
  flush(): Promise<void>;
  /**
   * @param fromStdin reads standard input even if it is a terminal, and shows no prompt.
   * @throws {NoPasswordError}
   */
  readPassword(fromStdin: boolean): Promise<string>;
  showProgress(total: number): Progress;
}

/** What a command works on. */
export interface Workplace {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
}

/** Where a command runs: in a process of its own, or in the server that has the embedded database open. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** The working directory of the person who runs it, which relative paths start from. */
  readonly folder: string;
  /**
   * Is called before any of the following.
   *
   * @throws {DataFolderInUseError} a server has the embedded database open, and takes commands.
   */
  prepare(): Promise<void>;
  /** @throws {DataFolderInUseError} before anything was done. */
  withDatabase(work: (database: Database) => Promise<void>): Promise<void>;
  /** As withDatabase(), migrated. */
  withServices(work: (workplace: Workplace) => Promise<void>): Promise<void>;
}

/** Declares commands below another one, or below the program itself. */
export type AddCommands = (parent: Command, context: CommandContext) => void;

/** For commands whose output programs read. */
export const JSON_FLAG = ['--json', 'as JSON, one object a line'] as const;

/** An option whose values are matched case-insensitively. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, description).choices(values);
  const parse = option.parseArg;
  return option.argParser((value, previous) => parse?.call(option, value.toLowerCase(), previous));
}
