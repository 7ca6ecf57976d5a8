import { FieldErrorCode } from '../api/error-result.js';
import { refuseInvalid } from '../api/expected-errors.js';

/** What a user calls an authenticator app or a passkey. */
export const MAX_NAME_LENGTH = 50;

/**
 * @param byDefault the name if none was sent.
 * @throws {ExpectedError} InvalidInputError: it is too long, or there is none.
 */
export function checkName(input: string | null | undefined, byDefault = ''): string {
  const name = input?.trim() || byDefault;
  const missing = { code: FieldErrorCode.REQUIRED, message: 'Enter a name.' };
  const tooLong = { code: FieldErrorCode.TOO_LONG, message: `Use a name of at most ${MAX_NAME_LENGTH} characters.` };
  const unprintable = { code: FieldErrorCode.FORBIDDEN_CHARACTER, message: 'Use a name of printable characters.' };
  const isTooLong = name.length > MAX_NAME_LENGTH;
  refuseInvalid({ name: !name ? missing : isTooLong ? tooLong : /\p{Cc}/u.test(name) ? unprintable : undefined });
  return name;
}
