import { useMutation } from '@apollo/client/react';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { graphql } from './gql';
import type { ProfileFragment } from './gql/graphql';

graphql(`
  fragment Profile on User {
    id
    username
  }
`);

const UPDATE_PROFILE = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      __typename
      ... on AccountPayload {
        user {
          ...Profile
        }
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

export function Profile({ user }: { user: ProfileFragment }) {
  const [updateProfile] = useMutation(UPDATE_PROFILE, { errorPolicy: 'none' });

  async function save({ username }: Values): Promise<Outcome> {
    const { data } = await updateProfile({ variables: { input: { username: username || null } } });
    const result = data.updateProfile;
    switch (result.__typename) {
      case 'AccountPayload':
        return { success: 'Your username is saved.' };
      case 'InvalidInputError':
        return atFields(result);
      case 'UsernameTakenError':
        return { fields: { username: result.message } };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <section aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <Form submit={save} button="Save">
        <Field name="username" label="Username" defaultValue={user.username ?? ''} autoComplete="nickname" />
      </Form>
    </section>
  );
}
