import { ExpectedError, listFieldErrors } from '../api/error-result.js';
import { InvalidInputError } from '../api/expected-errors.js';
import type { Device } from '../security/device.js';
import type { OperationLimits } from '../security/operation-limits.js';
import { parseEmail } from '../users/email.js';
import type { MailOutbox } from './mail-outbox.js';

export interface RequestedEmailServices {
  readonly outbox: MailOutbox;
  readonly limits: OperationLimits;
}

/**
 * The address, in the form in which it is stored, that an email is requested for.
 *
 * @param field where it stands in the input.
 * @throws {ExpectedError} MailUnavailableError: this server sends no mail; InvalidInputError: it is no address;
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
  if (problem) throw new ExpectedError(new InvalidInputError(listFieldErrors({ [field]: problem })));
  await limits.countMail(device);
  return address;
}
