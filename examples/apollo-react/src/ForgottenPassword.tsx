import { useMutation } from '@apollo/client/react';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { graphql } from './gql';

const REQUEST_PASSWORD_RESET = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      __typename
      ... on MailRequestedPayload {
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
      ... on TooManyAttemptsError {
        retryAfterSeconds
      }
    }
  }
`);

export function ForgottenPassword() {
  const [requestPasswordReset] = useMutation(REQUEST_PASSWORD_RESET, { errorPolicy: 'none' });

  async function request({ email = '' }: Values): Promise<Outcome> {
    const { data } = await requestPasswordReset({ variables: { input: { email } } });
    const result = data.requestPasswordReset;
    switch (result.__typename) {
      case 'MailRequestedPayload':
        return { success: result.message };
      case 'InvalidInputError':
        return atFields(result);
      case 'MailUnavailableError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Form submit={request} button="Send me a mail">
      <Field name="email" label="E-mail" type="email" autoComplete="username" required />
    </Form>
  );
}
