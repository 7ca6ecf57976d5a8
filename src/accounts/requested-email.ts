import { Refusal } from '../errors/error-result.js';
import { InvalidInputError } from '../errors/expected-errors.js';
import { listFieldErrors } from '../errors/field-error.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { emailProblem, normalizeEmail } from '../users/email.js';

/**
 * The address, normalized, that a mail is asked for.
 *
 * @param field where it stands in the input.
 * @throws {Refusal} MailUnavailableError: this server sends no mail; InvalidInputError: it is no address.
 */
export function requestedEmail(outbox: MailOutbox, field: string, input: string): string {
  outbox.requireEnabled();
  const email = normalizeEmail(input);
  const fieldErrors = listFieldErrors({ [field]: emailProblem(email) });
  if (fieldErrors.length > 0) throw new Refusal(new InvalidInputError(fieldErrors));
  return email;
}
