import { Field, ObjectType } from 'type-graphql';
import type { Device } from '../security/device.js';
import type { OperationLimits } from '../security/operation-limits.js';
import { requireEmail } from '../users/email.js';
import type { MailOutbox } from './mail-outbox.js';

@ObjectType({ description: 'A mail is on its way, if there is somebody to send it to. That is not told.' })
export class MailRequestedPayload {
  @Field(() => String, { description: 'What to tell the person.' })
  readonly message: string = 'If the address fits, a mail is on its way. Look into the mailbox.';
}

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
  const address = requireEmail(field, input);
  await limits.countMail(device);
  return address;
}
