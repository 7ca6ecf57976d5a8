import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type SigningAlgorithm, type SigningKey, SigningKeyError, signingKeyFromText } from './signing-key.js';

/** NIST SP 800-57 part 1: enough beyond 2030, when 2048 bits no longer are. */
const RSA_BITS = 3072;

/** A new key in the format of JWT_KEY_FILES: a private key in PEM (PKCS #8), or a secret. */
export function generateKey(algorithm: SigningAlgorithm): string {
  if (algorithm === 'HS256') return `${randomBytes(48).toString('base64url')}\n`;
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/**
 * The keys in the files, in order. Files with problems are named by their position in the list, because an entry may be
 * the key itself instead of a file name, by mistake.
 */
export function readKeyFiles(files: readonly string[], onProblem: (message: string) => void): SigningKey[] {
  const keys = new Map<string, SigningKey>();
  for (const [index, file] of files.entries()) {
    try {
      const key = { ...signingKeyFromText(readFileSync(file, 'utf8')), fileModifiedAt: statSync(file).mtime };
      if (keys.has(key.kid)) onProblem(`file ${index + 1} contains the same key as an earlier one`);
      keys.set(key.kid, key);
    } catch (error) {
      onProblem(`file ${index + 1} ${describe(error)}`);
    }
  }
  return [...keys.values()];
}

function describe(error: unknown): string {
  if (error instanceof SigningKeyError) return error.message;
  return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
}
