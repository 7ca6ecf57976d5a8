import type { Device } from '../device.js';
import { Refusal } from '../errors/error-result.js';
import { InvalidInputError } from '../errors/expected-errors.js';
import { listFieldErrors } from '../errors/field-error.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import type { OperationLimits } from '../rate-limits/operation-limits.js';
import { parseEmail } from '../users/email.js';

export interface RequestedEmailServices {
  readonly outbox: MailOutbox;
  readonly limits: OperationLimits;
}

/**
 * The address, in the form in which it is stored, that an email is requested for.
 *
 * @param field where it stands in the input.
 * @throws {Refusal} MailUnavailableError: this server sends no mail; InvalidInputError: it is no address;
 *   TooManyAttemptsError.
 */
export async function requestedEmail(
  { outbox, limits }: RequestedEmailServices,
  device: Device,
  field: string,
  input: string,
): Promise<string> {
  outbox.requireEnabled();
  const { address, problem } = parseEmail(input);
  if (problem) throw new Refusal(new InvalidInputError(listFieldErrors({ [field]: problem })));
  await limits.countMail(device);
  return address;
}
