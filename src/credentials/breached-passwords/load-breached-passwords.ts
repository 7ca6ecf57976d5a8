import type { Config } from '../../config/config.js';
import type { Logger } from '../../logger.js';
import type { BreachedPasswords } from './breached-passwords.js';

const NO_LIST: BreachedPasswords = {
  counts: undefined,
  refuse: async () => {},
  isChangeAdvised: async () => false,
};

/**
 * Loads what the settings ask for: by default nothing.
 *
 * @throws {ConfigError} the file cannot be used.
 */
export async function loadBreachedPasswords(config: Config, log: Logger): Promise<BreachedPasswords> {
  const { breachedPasswords, breachedPasswordsFile = '', breachedPasswordsUrl, breachedPasswordsFail } = config;
  if (breachedPasswords === 'off') return NO_LIST;
  const { KnownBreaches } = await import('./known-breaches.js');
  const options = { failClosed: breachedPasswordsFail === 'closed', log };
  if (breachedPasswords === 'range') {
    const { RangeApi } = await import('./range-api.js');
    return new KnownBreaches(new RangeApi(breachedPasswordsUrl), options);
  }
  const { HashFile } = await import('./hash-file.js');
  return new KnownBreaches(await HashFile.check(breachedPasswordsFile), options);
}
