import { useMutation } from '@apollo/client/react';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { graphql } from './gql';

const CHANGE_PASSWORD = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      __typename
      ... on ChangePasswordPayload {
        endedSessionCount
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
      ... on ServerBusyError {
        retryAfterSeconds
      }
    }
  }
`);

export function ChangePassword() {
  const [changePassword] = useMutation(CHANGE_PASSWORD, { errorPolicy: 'none', refetchQueries: ['Devices'] });

  async function change({ currentPassword = '', newPassword = '' }: Values): Promise<Outcome> {
    const { data } = await changePassword({ variables: { input: { currentPassword, newPassword } } });
    const result = data.changePassword;
    switch (result.__typename) {
      case 'ChangePasswordPayload':
        return { success: `Your password is changed. Other devices signed out: ${result.endedSessionCount}.` };
      case 'InvalidInputError':
        return atFields(result);
      case 'WrongPasswordError':
        return { fields: { currentPassword: result.message } };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      <Form submit={change} button="Change password">
        <Field
          name="currentPassword"
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Field
          name="newPassword"
          label="New password"
          hint="8 characters or more. It signs your other devices out."
          type="password"
          autoComplete="new-password"
          required
        />
      </Form>
    </section>
  );
}
