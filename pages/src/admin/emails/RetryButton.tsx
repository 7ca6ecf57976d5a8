import { useAct } from '../acts/act';
import { QuickAct } from '../acts/QuickAct';
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
  const act = useAct();

  async function retry(): Promise<string> {
    const { retryEmail: result } = await act(RETRY_EMAIL, { emailId: id });
    return result.__typename === 'RetryEmailPayload' ? `The email to ${recipient} is tried again.` : result.message;
  }

  return <QuickAct button="Try again" label={`Try again: the email to ${recipient}`} run={retry} />;
}
