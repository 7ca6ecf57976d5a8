import { useMutation } from '@apollo/client/react';
import { Form } from './form/Form';
import { type Outcome, unknownProblem } from './form/outcome';
import { graphql } from './gql';
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
    }
  }
`);

/** Where the mail to a new address leads. It waits for a click: programs that check mails open links too. */
export function VerifyEmail() {
  const [verifyEmail] = useMutation(VERIFY_EMAIL, { errorPolicy: 'none' });

  async function verify(): Promise<Outcome> {
    const { data } = await verifyEmail({ variables: { input: { token: mailedToken() } } });
    const result = data.verifyEmail;
    switch (result.__typename) {
      case 'AccountPayload':
        return { success: `Your address ${result.user.email} is verified.` };
      case 'InvalidMailTokenError':
      case 'EmailTakenError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <MailedPage title="Verify your e-mail address">
      <Form submit={verify} button="Verify" />
    </MailedPage>
  );
}
