import { FieldErrorCode, type FieldProblem } from '../api/error-result.js';
import { trimAscii } from './email.js';

const MIN_USERNAME_LENGTH = 3;
const MAX_USERNAME_LENGTH = 30;

/** ASCII only, so that no two usernames look alike; no `@`, so that none looks like an email address. */
const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export function usernameProblem(username: string): FieldProblem | undefined {
  if (username.length < MIN_USERNAME_LENGTH) {
    return { code: FieldErrorCode.TOO_SHORT, message: `Use at least ${MIN_USERNAME_LENGTH} characters.` };
  }
  if (username.length > MAX_USERNAME_LENGTH) {
    return { code: FieldErrorCode.TOO_LONG, message: `Use at most ${MAX_USERNAME_LENGTH} characters.` };
  }
  if (USERNAME.test(username)) return undefined;
  return {
    code: FieldErrorCode.FORBIDDEN_CHARACTER,
    message: 'Use letters from a to z, digits, dots, hyphens and underscores; begin with a letter or a digit.',
  };
}

/** Removes ASCII whitespace around a username; null if nothing is left. */
export function normalizeUsername(username: string | null | undefined): string | null {
  return trimAscii(username ?? '') || null;
}
