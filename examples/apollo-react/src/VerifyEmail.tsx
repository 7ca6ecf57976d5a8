import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { isUnauthenticated, type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { graphql } from './gql';
import type { VerifyEmailMutation } from './gql/graphql';
import { MailedPage, mailedToken } from './MailedPage';

const VERIFY_EMAIL = graphql(`
  mutation VerifyEmail($input: VerifyEmailInput!) {
    verifyEmail(input: $input) {
      __typename
      ... on AccountPayload {
        user {
          id
          email
        }
      }
      ... on ErrorResult {
        message
      }
      ... on ServerBusyError {
        retryAfterSeconds
      }
      ... on TooManyAttemptsError {
        retryAfterSeconds
      }
    }
  }
`);

/**
 * Where the mail to a new address leads. It waits for a click: programs that check mails open links too. If the address
 * is to replace another one, and nobody is signed in to that account here, it asks for the password.
 */
export function VerifyEmail() {
  const [verifyEmail] = useMutation(VERIFY_EMAIL, { errorPolicy: 'none' });
  const [needsPassword, setNeedsPassword] = useState(false);

  async function verify({ password }: Values): Promise<Outcome> {
    const input = { token: mailedToken(), ...(needsPassword && { password }) };
    const { data } = await verifyEmail({ variables: { input } });
    return outcomeOf(data.verifyEmail);
  }

  function outcomeOf(result: VerifyEmailMutation['verifyEmail']): Outcome {
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

  function askForPassword(error: unknown): Outcome {
    if (!isUnauthenticated(error)) throw error;
    setNeedsPassword(true);
    return { problem: 'Enter the password of the account that is to use this address.' };
  }

  return (
    <MailedPage title="Verify your e-mail address">
      <Form submit={(values) => verify(values).catch(askForPassword)} button="Verify">
        {needsPassword && (
          <Field name="password" label="Password" type="password" autoComplete="current-password" required />
        )}
      </Form>
    </MailedPage>
  );
}
