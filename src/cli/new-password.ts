import { FieldErrorCode } from '../api/error-result.js';
import { refuseInvalid } from '../api/expected-errors.js';
import type { Terminal } from './command-context.js';

/** What Node.js reads for bytes that are not UTF-8: many passwords would be the same. */
const REPLACEMENT_CHARACTER = '\ufffd';

const NOT_UTF8 = { code: FieldErrorCode.FORBIDDEN_CHARACTER, message: 'Enter the password in UTF-8.' };

/**
 * @throws {NoPasswordError}
 * @throws {ExpectedError} InvalidInputError: it is not UTF-8.
 */
export async function readNewPassword(terminal: Terminal, fromStdin: boolean): Promise<string> {
  const password = await terminal.readPassword(fromStdin);
  refuseInvalid({ password: password.includes(REPLACEMENT_CHARACTER) ? NOT_UTF8 : undefined });
  return password;
}
