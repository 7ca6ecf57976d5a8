import { type VerifyEmailResult, verifyEmail } from 'gatehouse-client/account';
import { useState } from 'react';
import { Form, type Values } from '../../shared/forms/Form';
import { CurrentPasswordField } from '../../shared/forms/fields';
import { isUnauthenticated, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { HOME } from '../paths';
import { EmailedToken } from './EmailedToken';
import { Entrance, PageLink } from './Entrance';

const HOME_LINK = <PageLink to={HOME}>Go to your account</PageLink>;

/**
 * The page that the email to a new address links to. It waits for a click, because programs that scan emails open links,
 * too. If the address replaces another one, and nobody is signed in to that account here, it asks for the password.
 */
export function VerifyEmail() {
  const [needsPassword, setNeedsPassword] = useState(false);
  const [verified, setVerified] = useState<string>();

  function outcomeOf(result: VerifyEmailResult): Outcome {
    switch (result.__typename) {
      case 'AccountPayload':
        setVerified(result.user.email);
        return {};
      case 'InvalidMailTokenError':
      case 'EmailTakenError':
        return { problem: result.message };
      case 'WrongPasswordError':
        return { fields: { password: result.message } };
      case 'ServerBusyError':
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  const verify = async ({ token = '', password }: Values) =>
    outcomeOf(await verifyEmail(gatehouse, { token, ...(needsPassword && { password }) }));

  function askForPassword(error: unknown): Outcome {
    if (!isUnauthenticated(error)) throw error;
    setNeedsPassword(true);
    return { problem: 'Enter the password of the account that is to use this address.' };
  }

  if (verified) return <Entrance key="done" title="Your address is verified" lead={verified} elsewhere={HOME_LINK} />;
  return (
    <Entrance title="Verify your address" lead="It lets you get back into your account if you forget your password.">
      <Form submit={(values) => verify(values).catch(askForPassword)} button="Verify" fullWidth>
        <EmailedToken />
        {needsPassword && <CurrentPasswordField />}
      </Form>
    </Entrance>
  );
}
