import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { SigningAlgorithm } from './signing-key.js';

/** NIST SP 800-57 part 1: enough beyond 2030, when 2048 bits no longer are. */
const RSA_BITS = 3072;

/** A new key as a file of JWT_KEY_FILES holds it: a private key in PEM (PKCS #8), or a secret. */
export function generateKey(algorithm: SigningAlgorithm): string {
  if (algorithm === 'HS256') return `${randomBytes(48).toString('base64url')}\n`;
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}
