import { completeEmailLogin } from 'gatehouse-client/email-login';
import { gatehouse } from '../client';
import { type Outcome, unknownProblem, waitToRetry } from '../form/outcome';

const KEY = 'email-login';

/** The email works only together with this: for all tabs, because its link opens another one. */
export function keepFlowToken(flowToken: string): void {
  localStorage.setItem(KEY, flowToken);
}

/** Signs in by what was in the email. */
export async function complete(
  sent: { readonly code: string } | { readonly token: string },
  onSecondFactor: (challengeToken: string) => void,
): Promise<Outcome> {
  const result = await completeEmailLogin(gatehouse, { flowToken: localStorage.getItem(KEY) ?? '', ...sent });
  switch (result.__typename) {
    case 'AuthPayload':
      localStorage.removeItem(KEY);
      return {}; // The app shows the account as soon as the user is signed in.
    case 'SecondFactorRequiredError':
      onSecondFactor(result.challengeToken);
      return {};
    case 'WrongCodeError':
      return { fields: { code: result.message } };
    case 'InvalidInputError':
      // The code is missing; or this is not the browser that requested the email, and the message says so.
      return { problem: result.fieldErrors.map(({ message }) => message).join(' ') };
    case 'InvalidMailTokenError':
    case 'AccountDeactivatedError':
      return { problem: result.message };
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}
