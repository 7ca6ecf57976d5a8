import type { StartSocialLoginResult } from 'gatehouse-client/social';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../shared/forms/outcome';
import { messageOf } from '../shared/forms/problems';

/** Leaves this page for the provider; or says why not. */
export function goToProvider(result: StartSocialLoginResult): Outcome {
  switch (result.__typename) {
    case 'SocialLoginStart':
      location.assign(result.url);
      return {};
    case 'ProviderUnavailableError':
      return { problem: messageOf(result) };
    case 'InvalidInputError':
      return atFields(result);
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}
