import { useMutation } from '@apollo/client/react';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { graphql } from './gql';
import { MailedPage, mailedToken } from './MailedPage';

const RESET_PASSWORD = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      __typename
      ... on ResetPasswordPayload {
        message
      }
      ... on ErrorResult {
        message
      }
      ... on InvalidInputError {
        fieldErrors {
          field
          message
        }
      }
      ... on ServerBusyError {
        retryAfterSeconds
      }
    }
  }
`);

/** Where the mail that ForgottenPassword asks for leads. */
export function ResetPassword() {
  const [resetPassword] = useMutation(RESET_PASSWORD, { errorPolicy: 'none' });

  async function reset({ newPassword = '' }: Values): Promise<Outcome> {
    const { data } = await resetPassword({ variables: { input: { token: mailedToken(), newPassword } } });
    const result = data.resetPassword;
    switch (result.__typename) {
      case 'ResetPasswordPayload':
        return { success: result.message };
      case 'InvalidInputError':
        return atFields(result);
      case 'InvalidMailTokenError':
        return { problem: result.message };
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <MailedPage title="Set a new password">
      <Form submit={reset} button="Set password">
        <Field
          name="newPassword"
          label="New password"
          hint="8 characters or more."
          type="password"
          autoComplete="new-password"
          required
        />
      </Form>
    </MailedPage>
  );
}
