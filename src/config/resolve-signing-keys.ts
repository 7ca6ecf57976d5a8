import type { Config } from './config.js';
import { developmentSecret } from './development-secret.js';
import { type SigningKeys, signingKeyFromSecret } from './signing-key.js';

/** The keys of JWT_KEY_FILES, or that of JWT_SECRET, or in development one that is made up. */
export async function resolveSigningKeys(config: Config): Promise<SigningKeys> {
  const [first, ...others] = config.jwtKeyFiles;
  return first ? [first, ...others] : [signingKeyFromSecret(config.jwtSecret ?? (await developmentSecret(config)))];
}
