import { statSync } from 'node:fs';
import { systemClock } from '../../clock.js';
import {
  type Config,
  ENVIRONMENT_FILE,
  type Environment,
  environmentFile,
  loadConfig,
  problemsWith,
} from '../../config/config.js';
import { isLoopback } from '../../config/ip-address.js';
import { parseEmail } from '../../users/email.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, fault } = findingsOf('settings');

/** Everything that keeps a server from starting with these settings, and what they allow but should not. */
export function checkConfiguration(environment: Environment): Finding[] {
  const problems = problemsWith(environment);
  if (problems.length > 0) return [...checkFile(), ...problems.map((problem) => fault(problem))];
  const risks = [...checkFile(), ...checkRisks(environment)];
  const { nodeEnv } = loadConfig(environment);
  return [ok(`all are valid, for ${nodeEnv === 'production' ? 'production' : 'development only'}`), ...risks];
}

function checkFile(): Finding[] {
  const state = environmentFile();
  if (state === 'absent') return [];
  const isPublic = isReadableByOthers(ENVIRONMENT_FILE);
  return [
    ...(isPublic ? [warning('Other users of this machine can read .env. Run: chmod 600 .env')] : []),
    ...(state === 'ignored'
      ? [warning('.env is not read in production. If it is meant for production, add NODE_ENV=production to it.')]
      : []),
  ];
}

/** Windows has no such permissions. */
export function isReadableByOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
}

function checkRisks(environment: Environment): Finding[] {
  const { adminEmail, host, nodeEnv, rateLimitsDisabled, smtpAllowPlaintext, secretsKeys } = loadConfig(environment);
  const production = nodeEnv === 'production';
  const { problem } = adminEmail ? parseEmail(adminEmail) : {};
  const isExposed = !production && !isLoopback(host) && host !== 'localhost';
  return [
    ...(problem ? [fault(`ADMIN_EMAIL: ${problem.message}`)] : []),
    ...(rateLimitsDisabled ? [warning('RATE_LIMITS_DISABLED: passwords can be guessed without limit. Unset it.')] : []),
    ...(isExposed
      ? [warning('HOST: other machines reach a server that is not in production. Set NODE_ENV=production.')]
      : []),
    ...(production && smtpAllowPlaintext
      ? [warning('SMTP_ALLOW_PLAINTEXT: emails, and the tokens in them, may be sent unencrypted. Unset it.')]
      : []),
    ...(production && secretsKeys.length === 0
      ? [
          warning(
            'SECRETS_KEYS: nobody can add an authenticator app or a webhook. Set it, for example by: openssl rand -base64 48',
          ),
        ]
      : []),
  ];
}

/** Whether a server would accept the file of places, and whether that is up to date. */
export async function checkPlaces({ geoipDatabaseFile: path }: Config): Promise<Finding[]> {
  if (!path) return [];
  const { PlaceFile } = await import('../../security/place-file.js');
  const advice = await PlaceFile.check(path, systemClock);
  const found = findingsOf('places');
  return [advice ? found.warning(advice) : found.ok('GEOIP_DATABASE_FILE can be read')];
}

/** Whether a server would accept the file of providers. They themselves are not asked. */
export async function checkProviders({ identityProvidersFile, nodeEnv }: Config): Promise<Finding[]> {
  if (!identityProvidersFile) return [];
  const { readIdentityProviders } = await import('../../config/identity-providers.js');
  const providers = readIdentityProviders(identityProvidersFile, nodeEnv === 'production');
  return [findingsOf('providers').ok(`people can sign in at ${providers.map(({ id }) => id).join(', ')}`)];
}
