import { type VerifyEmailResult, verifyEmail } from 'gatehouse-client/account';
import { useState } from 'react';
import { gatehouse } from './client';
import { EmailedPage, emailedToken } from './EmailedPage';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { isUnauthenticated, type Outcome, unknownProblem, waitToRetry } from './form/outcome';

function outcomeOf(result: VerifyEmailResult): Outcome {
  switch (result.__typename) {
    case 'AccountPayload':
      return { success: `Your address ${result.user.email} is verified.` };
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

/**
 * The page that the email to a new address links to. It waits for a click, because programs that scan emails open links,
 * too. If the address replaces another one, and nobody is signed in to that account here, it asks for the password.
 */
export function VerifyEmail() {
  const [needsPassword, setNeedsPassword] = useState(false);

  const verify = async ({ password }: Values) =>
    outcomeOf(await verifyEmail(gatehouse, { token: emailedToken(), ...(needsPassword && { password }) }));

  function askForPassword(error: unknown): Outcome {
    if (!isUnauthenticated(error)) throw error;
    setNeedsPassword(true);
    return { problem: 'Enter the password of the account that is to use this address.' };
  }

  return (
    <EmailedPage title="Verify your email address">
      <Form submit={(values) => verify(values).catch(askForPassword)} button="Verify">
        {needsPassword && (
          <Field name="password" label="Password" type="password" autoComplete="current-password" required />
        )}
      </Form>
    </EmailedPage>
  );
}
