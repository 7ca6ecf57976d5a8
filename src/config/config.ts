import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { appUrlOf, defaultPasskeyOrigins } from './app-url.js';
import { defaultBrandName } from './brand.js';
import { settingsSchema } from './contradictions.js';
import { environmentVariable, settings } from './settings.js';
import { StartupError } from './startup-error.js';

/** The complete, frozen configuration of a server. */
export type Config = Readonly<ReturnType<typeof withDefaults>>;

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

/** The environment of the process, completed outside production by a `.env` file in the working directory. */
export function readEnvironment(): Environment {
  if (process.env.NODE_ENV?.trim() === 'production' || !existsSync('.env')) return process.env;
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    throw new ConfigError([`.env: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
  return process.env;
}

/**
 * Reads all settings from the environment. Whitespace around a value is ignored, and an empty variable counts as not
 * set.
 *
 * @throws {ConfigError} names every variable whose value is invalid, but repeats no value, because it may be a secret.
 */
export function loadConfig(environment: Environment): Config {
  const parsed = settingsSchema.safeParse(pickSettings(environment));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describeIssue));
  return Object.freeze(withDefaults(parsed.data));
}

/** Defaults that differ between development and production. */
function withDefaults(values: z.output<typeof settingsSchema>) {
  const developing = values.nodeEnv !== 'production';
  const { explorerEnabled = developing, introspectionEnabled = developing } = values;
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

function pickSettings(environment: Environment): Record<string, string | undefined> {
  const readText = (name: string) => environment[environmentVariable(name)]?.trim() || undefined;
  const entries = Object.keys(settings).map((name) => [name, readText(name)]);
  return Object.fromEntries(entries);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${environmentVariable(String(issue.path[0]))}: ${issue.message}`;
}
