import { generateKey } from '../../src/config/key-files.js';
import { type SigningAlgorithm, type SigningKey, signingKeyFromText } from '../../src/config/signing-key.js';

/** A new key, as read from a file of JWT_KEY_FILES. */
export function newKey(algorithm: SigningAlgorithm = 'ES256'): SigningKey {
  return signingKeyFromText(generateKey(algorithm));
}
