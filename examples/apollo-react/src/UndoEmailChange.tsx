import { undoEmailChange } from 'gatehouse-client/account';
import { gatehouse } from './client';
import { EmailedPage, emailedToken } from './EmailedPage';
import { Form } from './form/Form';
import { type Outcome, unknownProblem } from './form/outcome';

async function undo(): Promise<Outcome> {
  const result = await undoEmailChange(gatehouse, { token: emailedToken() });
  switch (result.__typename) {
    case 'AccountPayload':
      return {
        success: `Your account uses ${result.user.email} again. Check your inbox for a link to choose a new password.`,
      };
    case 'InvalidMailTokenError':
    case 'EmailTakenError':
      return { problem: result.message };
    default:
      return unknownProblem(result);
  }
}

/** The page that the email to the previous address links to after a change. */
export function UndoEmailChange() {
  return (
    <EmailedPage title="Undo the change of your email address">
      <p>This signs you out on every device.</p>
      <Form submit={undo} button="Undo the change" />
    </EmailedPage>
  );
}
