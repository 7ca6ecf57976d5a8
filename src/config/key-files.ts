import { readFileSync } from 'node:fs';
import { type SigningKey, SigningKeyError, signingKeyFromText } from './signing-key.js';

/**
 * The keys that some files hold, in their order. Every file with a problem is named by its place in the list: what
 * stands there may not be a file's name, but the key itself, put there by mistake.
 */
export function readKeyFiles(files: readonly string[], onProblem: (message: string) => void): SigningKey[] {
  const keys = new Map<string, SigningKey>();
  for (const [index, file] of files.entries()) {
    try {
      const key = signingKeyFromText(readFileSync(file, 'utf8'));
      if (keys.has(key.kid)) onProblem(`file ${index + 1} holds the same key as one before it`);
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
