import { useMutation } from '@apollo/client/react';
import { Form } from './form/Form';
import { type Outcome, unknownProblem } from './form/outcome';
import { graphql } from './gql';
import { MailedPage, mailedToken } from './MailedPage';

const UNDO_EMAIL_CHANGE = graphql(`
  mutation UndoEmailChange($input: UndoEmailChangeInput!) {
    undoEmailChange(input: $input) {
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

/** Where the mail to the previous address leads after a change. */
export function UndoEmailChange() {
  const [undoEmailChange] = useMutation(UNDO_EMAIL_CHANGE, { errorPolicy: 'none' });

  async function undo(): Promise<Outcome> {
    const { data } = await undoEmailChange({ variables: { input: { token: mailedToken() } } });
    const result = data.undoEmailChange;
    switch (result.__typename) {
      case 'AccountPayload':
        return {
          success: `Your account uses ${result.user.email} again. Choose a new password: a mail is on its way.`,
        };
      case 'InvalidMailTokenError':
      case 'EmailTakenError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <MailedPage title="Undo the change of your e-mail address">
      <p>This signs out every device.</p>
      <Form submit={undo} button="Undo the change" />
    </MailedPage>
  );
}
