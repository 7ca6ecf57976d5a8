import { createHash } from 'node:crypto';

/** What is stored of a token: SHA-256, in hexadecimal digits. 256 bits of entropy need no slow hash. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
