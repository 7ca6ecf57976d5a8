import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { settingsSchema } from './settings/contradictions.js';
import { environmentVariable, settings } from './settings/settings.js';

type Settings = z.output<typeof settingsSchema>;

/** The whole configuration of one server, complete and frozen. */
export type Config = Readonly<
  Omit<Settings, 'explorerEnabled' | 'introspectionEnabled'> & {
    explorerEnabled: boolean;
    introspectionEnabled: boolean;
  }
>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Lists every wrong setting at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration is wrong. Correct these environment variables:\n${problems.map((p) => `  ${p}`).join('\n')}`,
    );
  }
}

/** The process's environment; outside production a `.env` file in the working directory fills its gaps. */
export function readEnvironment(): Environment {
  if (process.env.NODE_ENV !== 'production' && existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/**
 * Reads all settings from the environment; an empty variable counts as not set.
 *
 * @throws {ConfigError} naming every variable whose value is wrong; no value is repeated, it may be a secret.
 */
export function loadConfig(environment: Environment): Config {
  const parsed = settingsSchema.safeParse(pickSettings(environment));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describeIssue));
  const developing = parsed.data.nodeEnv !== 'production';
  const { explorerEnabled = developing, introspectionEnabled = developing } = parsed.data;
  return Object.freeze({ ...parsed.data, explorerEnabled, introspectionEnabled });
}

function pickSettings(environment: Environment): Record<string, string | undefined> {
  const entries = Object.keys(settings).map((name) => [name, environment[environmentVariable(name)] || undefined]);
  return Object.fromEntries(entries);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${environmentVariable(String(issue.path[0]))}: ${issue.message}`;
}
