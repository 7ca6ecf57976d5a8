import { completeEmailLogin } from 'gatehouse-client/email-login';
import { type Outcome, unknownProblem, waitToRetry } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
import { gatehouse } from '../../../shared/gatehouse';
import type { Wording } from '../../../shared/language/messages';
import { forgetLogin, type RequestedLogin } from './requested-login';

/** A login that needs a second factor. */
export interface Challenge {
  readonly challengeToken: string;
  /** Whether a passkey is one of the second factors. */
  readonly hasPasskey: boolean;
}

/** What was in the email. */
type Sent = { readonly code: string } | { readonly token: string };

const WRONG_CODE: Wording = ({ t }) => t('entrance.emailLogin.wrongCode');
const CODE_MISSING: Wording = ({ t }) => t('entrance.secondFactor.codeMissing');

/** Signs in by what was in the email, or says why not. */
export async function completeLogin(
  { flowToken }: RequestedLogin,
  sent: Sent,
  onSecondFactor: (challenge: Challenge) => void,
): Promise<Outcome> {
  const result = await completeEmailLogin(gatehouse, { flowToken, ...sent });
  switch (result.__typename) {
    case 'AuthPayload':
      forgetLogin();
      return {};
    case 'SecondFactorRequiredError':
      forgetLogin();
      onSecondFactor({ challengeToken: result.challengeToken, hasPasskey: result.methods.includes('PASSKEY') });
      return {};
    case 'WrongCodeError':
      return { fields: { code: WRONG_CODE } };
    case 'InvalidInputError':
      return { fields: { code: CODE_MISSING } };
    case 'InvalidMailTokenError':
    case 'AccountDeactivatedError':
      return { problem: messageOf(result) };
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}
