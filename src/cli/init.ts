import { lstatSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENVIRONMENT_FILE, type Environment, ownEnvironment, problemsWith } from '../config/config.js';
import { generateKey } from '../config/key-files.js';
import { environmentVariable, type SettingName } from '../config/settings.js';
import type { SigningAlgorithm } from '../config/signing-key.js';
import { DEVELOPMENT_SECRETS, generatedBefore } from '../config/signing-keys.js';
import { StartupError } from '../config/startup-error.js';
import { commandPrefix } from '../config/version.js';
import type { CommandContext, Terminal } from './command-context.js';
import { describeSetting, writeSetting } from './setting-texts.js';

export interface InitOptions {
  readonly production?: boolean;
  readonly force?: boolean;
  readonly algorithm: SigningAlgorithm;
}

type Values = Partial<Record<SettingName, string>>;

const KEY_FILE = 'jwt-key.pem';

const HEAD = `# Settings of Gatehouse. Anyone who reads this file can sign in as anyone: keep it out of version control and of backups of the
# database. Variables of the environment take precedence. All settings are in docs/settings.md.
`;

/** What depends on where the server runs; in the file, for the operator to fill in. */
const TO_FILL_IN: readonly SettingName[] = ['databaseUrl', 'jwtIssuer', 'appUrl', 'smtpUrl', 'mailFrom', 'trustProxy'];

/** With it, no password of before works any more, so the operator has to choose it. */
const PEPPER = 'Before the first account exists, you may remove the # of the next line, and must keep it for ever.';

/** Something that would be lost is there already. */
export class FileExistsError extends StartupError {
  override readonly name = 'FileExistsError';

  constructor(name: string) {
    super(`There is a file ${name} already. Keep it, or run this with --force, which keeps it as ${name}.previous.`);
  }
}

/** What an earlier `--force` has kept would be lost. */
export class KeptFileExistsError extends StartupError {
  override readonly name = 'KeptFileExistsError';

  constructor(name: string) {
    super(`There is a file ${name} already, whose secrets may still be needed. Move it away, and run this again.`);
  }
}

/** The files cannot be written. */
export class FolderUnusableError extends StartupError {
  override readonly name = 'FolderUnusableError';

  constructor({ code = 'unknown' }: NodeJS.ErrnoException) {
    super(`This folder cannot be written to (${code}). Let this user write here, or run this in another folder.`);
  }
}

/**
 * `init`. Asks nothing, and prints no secret.
 *
 * @throws {FileExistsError}
 * @throws {KeptFileExistsError}
 * @throws {FolderUnusableError}
 */
export async function initialize({ terminal, folder }: CommandContext, options: InitOptions): Promise<void> {
  const environment = ownEnvironment();
  const values = { ...newSecrets(environment, options), ...newKey(environment, options) };
  const files = {
    [ENVIRONMENT_FILE]: render(values, options),
    ...(values.jwtKeyFiles && { [KEY_FILE]: generateKey(options.algorithm) }),
  };
  await writePrivately(folder, files, options);
  terminal.print(`Wrote ${Object.keys(files).join(' and ')} with new secrets, for your eyes only. Do not commit this.`);
  reportMissing(terminal, { ...variablesOf(values), ...environment, NODE_ENV: 'production' });
}

/** All of the files or, if one of them is there already, none. */
async function writePrivately(folder: string, files: Record<string, string>, { force }: InitOptions): Promise<void> {
  const existing = Object.keys(files).filter((name) => isThere(folder, name));
  const [first] = existing;
  if (first && !force) throw new FileExistsError(first);
  const kept = existing.map(previousOf).find((name) => isThere(folder, name));
  if (kept) throw new KeptFileExistsError(kept);
  try {
    for (const name of existing) await rename(join(folder, name), join(folder, previousOf(name)));
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), content, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new FolderUnusableError(error as Error);
  }
}

const previousOf = (name: string) => `${name}.previous`;

/** A link counts that leads nowhere, too. */
function isThere(folder: string, name: string): boolean {
  return lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
}

/** By the same rules as when a server starts. */
function reportMissing({ print }: Terminal, environment: Environment): void {
  const problems = problemsWith(environment);
  const list = problems.map((problem) => `\n  ${problem}`).join('');
  print(problems.length > 0 ? `\nFor production, set these as well:${list}` : '\nFor production, nothing is missing.');
  print(`\nTo see whether all of it works: ${commandPrefix()} doctor`);
}

function newSecrets(environment: Environment, { production }: InitOptions): Values {
  const existing = generatedBefore(environment, DEVELOPMENT_SECRETS.encryption);
  if (!production) return { secretsKeys: existing ?? newSecret() };
  return {
    nodeEnv: 'production',
    secretsKeys: [newSecret(), existing].filter(Boolean).join(),
    tokenIntrospectionSecret: newSecret(),
  };
}

/** In development, tokens and apps of the accounts that are in this folder go on working. */
function newKey(environment: Environment, { production, algorithm }: InitOptions): Values {
  if (algorithm !== 'HS256') return { jwtKeyFiles: KEY_FILE };
  return {
    jwtSecret: (production ? undefined : generatedBefore(environment, DEVELOPMENT_SECRETS.signing)) ?? newSecret(),
  };
}

const newSecret = () => generateKey('HS256').trim();

function render(values: Values, { production }: InitOptions): string {
  const set = (Object.keys(values) as SettingName[]).map((name) => writeSetting(name, values[name]));
  const pepper = describeSetting(PEPPER, `#${environmentVariable('passwordPepper')}=${newSecret()}`);
  const unset = TO_FILL_IN.map((name) => writeSetting(name, undefined));
  return [HEAD, ...set, ...(production ? [pepper, ...unset] : [])].join('\n');
}

function variablesOf(values: Values): Environment {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [environmentVariable(name), value]));
}
