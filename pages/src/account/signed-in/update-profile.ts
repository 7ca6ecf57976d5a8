import { useMutation } from '@apollo/client/react';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import type { Wording } from '../../shared/language/messages';
import { graphql } from '../gql';
import type { UpdateProfileInput } from '../gql/graphql';

const UPDATE_PROFILE = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      __typename
      ... on AccountPayload {
        user {
          id
          username
          locale
        }
      }
      ... on ErrorResult {
        code
        message
      }
      ... on InvalidInputError {
        fieldErrors {
          field
          code
          message
        }
      }
      ... on TooManyAttemptsError {
        retryAfterSeconds
      }
    }
  }
`);

/** @returns a function that changes what the input has, and says so in these words. */
export function useUpdateProfile(): (input: UpdateProfileInput, success: Wording) => Promise<Outcome> {
  const [updateProfile] = useMutation(UPDATE_PROFILE, { errorPolicy: 'none' });
  return async (input, success) => {
    const { data } = await updateProfile({ variables: { input } });
    const result = data.updateProfile;
    switch (result.__typename) {
      case 'AccountPayload':
        return { success };
      case 'InvalidInputError':
        return atFields(result);
      case 'UsernameTakenError':
        return { fields: { username: messageOf(result) } };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  };
}
