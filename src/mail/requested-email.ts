import { Field, ObjectType } from 'type-graphql';
import type { Device } from '../security/device.js';
import type { OperationLimits } from '../security/operation-limits.js';
import { requireEmail } from '../users/email.js';
import type { MailOutbox } from './mail-outbox.js';

/** Says nothing of whether it does. */
export const MAIL_REQUESTED = 'If the address belongs to an account, we have sent it an email. Check your inbox.';

@ObjectType({
  description:
    'An email has been sent if the address belongs to an account. The response is the same for every address.',
})
export class MailRequestedPayload {
  @Field(() => String, { description: 'The message to show to the person.' })
  readonly message: string = MAIL_REQUESTED;
}

export interface RequestedEmailServices {
  readonly outbox: MailOutbox;
  readonly limits: OperationLimits;
}

/**
 * The address, in the form in which it is stored, that an email is requested for.
 *
 * @param field where it stands in the input.
 * @throws {ExpectedError} MailUnavailableError: this server does not send email; InvalidInputError: it is not an email
 * address;
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
