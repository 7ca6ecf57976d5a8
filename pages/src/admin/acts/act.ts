import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useConfirmedIdentity } from '../../shared/ConfirmIdentity';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import { graphql } from '../gql';
import type { FailureFragment } from '../gql/graphql';

graphql(`
  fragment Failure on ErrorResult {
    __typename
    message
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
`);

/** Sends an act of administration. Where the server wants to know once more who it is, asks for it. */
export function useAct() {
  const runConfirmed = useConfirmedIdentity();
  const client = useApolloClient();
  return async <Data, Input, More extends object>(
    mutation: TypedDocumentNode<Data, { input: Input } & More>,
    input: Input,
    more?: More,
  ): Promise<Data> => {
    const variables = { input, ...more } as { input: Input } & More;
    const send = () => client.mutate<Data, typeof variables>({ mutation, variables, errorPolicy: 'none' });
    const { data } = await runConfirmed(send);
    return data as Data;
  };
}

/** Says what was done, and loads again what the page shows. */
export function useDone(): (text: string) => Promise<Outcome> {
  const client = useApolloClient();
  const notify = useNotify();
  return async (text) => {
    notify(text);
    await client.refetchQueries({ include: 'active' });
    // The button that had the focus may be gone.
    document.querySelector<HTMLElement>('main h1')?.focus();
    return {};
  };
}

/** The failures of acts of administration. */
type ActFailure = Extract<
  FailureFragment,
  {
    __typename:
      | 'UserNotFoundError'
      | 'SessionNotFoundError'
      | 'ServiceAccountNotFoundError'
      | 'ApiKeyNotFoundError'
      | 'WebhookNotFoundError'
      | 'TooManyWebhooksError'
      | 'LastAdministratorError'
      | 'EmailTakenError'
      | 'UsernameTakenError'
      | 'MailUnavailableError'
      | 'InvalidInputError'
      | 'TooManyAttemptsError'
      | 'ServerBusyError';
  }
>;

export function outcomeOf(failure: ActFailure): Outcome {
  switch (failure.__typename) {
    case 'EmailTakenError':
      return { fields: { email: failure.message } };
    case 'UsernameTakenError':
      return { fields: { username: failure.message } };
    case 'InvalidInputError':
      return atFields(failure);
    case 'TooManyAttemptsError':
    case 'ServerBusyError':
      return waitToRetry(failure);
    case 'UserNotFoundError':
    case 'SessionNotFoundError':
    case 'ServiceAccountNotFoundError':
    case 'ApiKeyNotFoundError':
    case 'WebhookNotFoundError':
    case 'TooManyWebhooksError':
    case 'LastAdministratorError':
    case 'MailUnavailableError':
      return { problem: failure.message };
    default:
      return unknownProblem(failure);
  }
}
