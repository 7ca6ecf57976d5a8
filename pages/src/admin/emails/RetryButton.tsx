import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ofError } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import { useAct } from '../acts/act';
import { graphql } from '../gql';
import type { ListedEmailFragment } from '../gql/graphql';

const RETRY_EMAIL = graphql(`
  mutation RetryEmail($input: RetryEmailInput!) {
    retryEmail(input: $input) {
      __typename
      ... on RetryEmailPayload {
        email {
          id
          ...ListedEmail
        }
      }
      ... on ErrorResult {
        message
      }
    }
  }
`);

/** Has an email that failed sent again now. */
export function RetryButton({ email: { id, recipient } }: { email: ListedEmailFragment }) {
  const [isBusy, setIsBusy] = useState(false);
  const client = useApolloClient();
  const act = useAct();
  const notify = useNotify();

  async function retry() {
    const { retryEmail: result } = await act(RETRY_EMAIL, { emailId: id });
    notify(result.__typename === 'RetryEmailPayload' ? `The email to ${recipient} is tried again.` : result.message);
    await client.refetchQueries({ include: 'active' });
  }

  async function press() {
    setIsBusy(true);
    await retry().catch((error) => notify(ofError(error).problem ?? ''));
    setIsBusy(false);
  }

  return (
    <Button
      variant="default"
      size="xs"
      loading={isBusy}
      aria-label={`Try again: the email to ${recipient}`}
      onClick={press}
    >
      Try again
    </Button>
  );
}
