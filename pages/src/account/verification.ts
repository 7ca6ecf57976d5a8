import { requestEmailVerification } from 'gatehouse-client/account';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../shared/forms/outcome';
import { messageOf } from '../shared/forms/problems';
import { gatehouse } from '../shared/gatehouse';

/** Sends the email once more that verifies an address. The response is the same for every address. */
export async function sendVerification(email: string): Promise<Outcome> {
  const result = await requestEmailVerification(gatehouse, { email });
  switch (result.__typename) {
    case 'MailRequestedPayload':
      return { success: ({ t }) => t('entrance.verificationSent') };
    case 'InvalidInputError':
      return { problem: atFields(result).fields?.email ?? messageOf(result) };
    case 'MailUnavailableError':
      return { problem: messageOf(result) };
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}
