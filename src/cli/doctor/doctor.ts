import { systemClock } from '../../clock.js';
import { type Config, loadConfig, readEnvironment } from '../../config/config.js';
import { StartupError } from '../../config/startup-error.js';
import type { CommandContext } from '../command-context.js';
import { checkConfiguration, checkPlaces, checkProviders } from './configuration.js';
import { checkDataFolder } from './data-folder.js';
import { checkDatabase } from './database.js';
import { attempt, type Finding } from './finding.js';
import { checkKeys } from './keys.js';
import { checkBreachList, checkMail } from './mail.js';
import { checkAppUrl, checkOwnServer, checkPublicUrl } from './public-url.js';

/** The exit code is 1, as a server of these settings would not start, or not work. */
export class FaultsFoundError extends StartupError {
  override readonly name = 'FaultsFoundError';

  constructor(count: number) {
    super(`\nFaults found: ${count}. Correct them, and run this again.`);
  }
}

/**
 * `doctor`. It changes nothing, and works beside a running server.
 *
 * @throws {FaultsFoundError}
 */
export async function examine({ terminal }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const findings = await findAll();
  for (const finding of findings) terminal.print(json ? JSON.stringify(finding) : format(finding));
  const faults = findings.filter(({ state }) => state === 'fault').length;
  if (faults > 0) throw new FaultsFoundError(faults);
}

async function findAll(): Promise<Finding[]> {
  const environment = readEnvironment();
  const configuration = checkConfiguration(environment);
  // What is checked next depends on every setting.
  if (configuration.some(({ state }) => state === 'fault')) return configuration;
  const config = loadConfig(environment);
  const checks = CHECKS.map(([name, check]) => attempt(name, () => check(config)));
  return [...configuration, ...(await Promise.all(checks)).flat()];
}

/** They run at the same time: most wait for somebody else. */
const CHECKS: ReadonlyArray<readonly [string, (config: Config) => Promise<Finding[]> | Finding[]]> = [
  ['database', (config) => checkDatabase(config, systemClock)],
  ['data folder', checkDataFolder],
  ['keys', (config) => checkKeys(config, readEnvironment())],
  ['mail', checkMail],
  ['breached passwords', checkBreachList],
  ['providers', checkProviders],
  ['places', checkPlaces],
  ['server', checkOwnServer],
  ['public URL', (config) => checkPublicUrl(config, systemClock)],
  ['APP_URL', checkAppUrl],
];

function format({ check, state, message }: Finding): string {
  return `${state.padEnd(7)}  ${check.padEnd(18)}  ${message.replaceAll('\n', `\n${' '.repeat(29)}`)}`;
}
