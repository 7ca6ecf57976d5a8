import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { appUrlOf, defaultPasskeyOrigins } from './app-url.js';
import { defaultBrandName } from './brand.js';
import { settingsSchema } from './contradictions.js';
import { environmentVariable, type SettingName, settings } from './settings.js';
import { StartupError } from './startup-error.js';

/** The complete, frozen configuration of a server. */
export type Config = Readonly<ReturnType<typeof withDefaults>> & {
  /** The names of the settings that the environment sets. */
  readonly setByEnvironment: ReadonlySet<string>;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Lists every invalid setting. */
export class ConfigError extends StartupError {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration is wrong. Correct these environment variables:\n${problems.map((p) => `  ${p}`).join('\n')}`,
    );
  }
}

/** The file in the working directory that completes the environment. */
export const ENVIRONMENT_FILE = '.env';

/**
 * What becomes of that file. Production ignores one that does not itself say NODE_ENV=production, so that no secret of a
 * development environment is used there by mistake.
 */
export function environmentFile(): 'absent' | 'ignored' | 'read' {
  if (!existsSync(ENVIRONMENT_FILE)) return 'absent';
  return isProduction(process.env) && !isForProduction() ? 'ignored' : 'read';
}

function isForProduction(): boolean {
  try {
    return isProduction(parseEnvironmentFile());
  } catch {
    return false;
  }
}

/** The environment of the process, which takes precedence, completed by the file `.env` in the working directory. */
export function readEnvironment(): Environment {
  const settings = environmentFile() === 'read' ? parseEnvironmentFile() : {};
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
  return process.env;
}

/** That of the process alone. */
export function ownEnvironment(): Environment {
  return { ...process.env };
}

function isProduction({ NODE_ENV }: Environment): boolean {
  return NODE_ENV?.trim() === 'production';
}

function parseEnvironmentFile(): Environment {
  try {
    // A byte order mark, which editors on Windows write, would become a part of the first name.
    return parseEnv(readFileSync(ENVIRONMENT_FILE, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError([`.env: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}

/**
 * Reads all settings from the environment. Whitespace around a value is ignored, and an empty variable counts as not
 * set.
 *
 * @throws {ConfigError} names every variable whose value is invalid, but repeats no value, because it may be a secret.
 */
export function loadConfig(environment: Environment): Config {
  const texts = pickSettings(environment);
  const parsed = settingsSchema.safeParse(texts);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describeIssue));
  const setByEnvironment: ReadonlySet<string> = new Set(Object.keys(texts));
  return Object.freeze({ ...withDefaults(parsed.data), setByEnvironment });
}

/** @returns a line for each setting that keeps a server from starting with this environment. */
export function problemsWith(environment: Environment): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Defaults that differ between development and production. */
function withDefaults(values: z.output<typeof settingsSchema>) {
  const developing = values.nodeEnv !== 'production';
  const { explorerEnabled = developing, introspectionEnabled = developing } = values;
  // Administrators sign in at the account pages.
  const { adminConsole = developing && values.accountPages } = values;
  const appUrl = appUrlOf(values);
  const { mailFrom = 'Gatehouse <no-reply@localhost>' } = values;
  const { breachedPasswordsUrl = 'https://api.pwnedpasswords.com/range/' } = values;
  const { passwordMinLength = defaultPasswordLength(values) } = values;
  const { metricsHost = values.metricsToken ? values.host : '127.0.0.1' } = values;
  const { brandName = defaultBrandName(mailFrom, appUrl) } = values;
  const { passkeyRpId = new URL(appUrl).hostname } = values;
  const passkeyOrigins = values.passkeyOrigins.length > 0 ? values.passkeyOrigins : defaultPasskeyOrigins(values);
  return {
    ...values,
    passkeyRpId,
    passkeyOrigins,
    explorerEnabled,
    introspectionEnabled,
    adminConsole,
    appUrl,
    mailFrom,
    brandName,
    passwordMinLength,
    breachedPasswordsUrl,
    metricsHost,
  };
}

/** A password that is never enough by itself may be shorter: NIST SP 800-63B-4 §3.1.1.2. */
function defaultPasswordLength({ passwordPolicy, secondFactorRequiredFor }: z.output<typeof settingsSchema>): number {
  return passwordPolicy === 'nist' && secondFactorRequiredFor !== 'everyone' ? 15 : 8;
}

/** Those that are set. */
function pickSettings(environment: Environment): Record<string, string> {
  const names = Object.keys(settings) as SettingName[];
  const entries = names.map((name) => [name, settingText(environment, name)]);
  return Object.fromEntries(entries.filter(([, text]) => text));
}

/** A setting as it was written; undefined if it is not set. */
export function settingText(environment: Environment, name: SettingName): string | undefined {
  return environment[environmentVariable(name)]?.trim() || undefined;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${environmentVariable(String(issue.path[0]))}: ${issue.message}`;
}
