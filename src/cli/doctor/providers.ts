import type { Config } from '../../config/config.js';
import { type Finding, findingsOf } from './finding.js';

const { ok } = findingsOf('providers');

/** Whether a server would accept the file of providers. They themselves are not asked. */
export async function checkProviders({ identityProvidersFile, nodeEnv }: Config): Promise<Finding[]> {
  if (!identityProvidersFile) return [];
  const { readIdentityProviders } = await import('../../config/identity-providers.js');
  const providers = readIdentityProviders(identityProvidersFile, nodeEnv === 'production');
  return [ok(`people can sign in at ${providers.map(({ id }) => id).join(', ')}`)];
}
