import { FieldErrorCode, type FieldProblem } from '../api/error-result.js';
import { refuseInvalid } from '../api/expected-errors.js';

/** What someone calls an authenticator app, a passkey, a service account or an API key. */
export const MAX_NAME_LENGTH = 50;

/**
 * @param byDefault the name if none was sent.
 * @throws {ExpectedError} InvalidInputError: it is too long, or there is none.
 */
export function checkName(input: string | null | undefined, byDefault = ''): string {
  const name = input?.trim() || byDefault;
  refuseInvalid({ name: problemOfName(name) });
  return name;
}

/** @param name without whitespace around it. */
export function problemOfName(name: string): FieldProblem | undefined {
  const missing = { code: FieldErrorCode.REQUIRED, message: 'Enter a name.' };
  const tooLong = { code: FieldErrorCode.TOO_LONG, message: `Use a name of at most ${MAX_NAME_LENGTH} characters.` };
  const unprintable = { code: FieldErrorCode.FORBIDDEN_CHARACTER, message: 'Use a name of printable characters.' };
  if (!name) return missing;
  if (name.length > MAX_NAME_LENGTH) return tooLong;
  return /\p{Cc}/u.test(name) ? unprintable : undefined;
}
