import { createHmac, hkdfSync } from 'node:crypto';
import type { Config } from './config.js';
import { DEVELOPMENT_SECRETS, generatedOnce } from './signing-keys.js';

/** A key that encrypts secrets in the database. */
export interface SecretKey {
  /** Stands beside what the key has encrypted, and says nothing about it. */
  readonly id: string;
  /** 256 bits. */
  readonly bytes: Buffer;
}

/** The first encrypts, all of them decrypt. */
export type SecretKeys = readonly [SecretKey, ...SecretKey[]];

/** A key of its own purpose, whatever else the text may be used for: HKDF, RFC 5869. */
export function secretKeyFromText(text: string): SecretKey {
  const bytes = Buffer.from(hkdfSync('sha256', text, '', 'gatehouse secrets', 32));
  return { id: createHmac('sha256', bytes).update('gatehouse key id').digest('base64url').slice(0, 12), bytes };
}

/**
 * The keys of SECRETS_KEYS, or in development one that is generated into the data folder. In production there are none
 * without the setting: a secret that is encrypted by a key nobody keeps is lost with the machine.
 *
 * @throws {DataFolderUnusableError}
 */
export async function resolveSecretKeys(config: Config): Promise<SecretKeys | undefined> {
  const [first, ...others] = config.secretsKeys.map(secretKeyFromText);
  if (first) return [first, ...others];
  if (config.nodeEnv === 'production') return undefined;
  return [secretKeyFromText(await generatedOnce(config, DEVELOPMENT_SECRETS.encryption))];
}
