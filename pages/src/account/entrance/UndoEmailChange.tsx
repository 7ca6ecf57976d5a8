import { undoEmailChange } from 'gatehouse-client/account';
import { useState } from 'react';
import { Form, type Values } from '../../shared/forms/Form';
import { type Outcome, unknownProblem } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { SIGN_IN } from '../paths';
import { EmailedToken } from './EmailedToken';
import { Entrance, PageLink } from './Entrance';

const SIGN_IN_LINK = <PageLink to={SIGN_IN}>Sign in</PageLink>;

/** The page that the email to the previous address links to after a change. */
export function UndoEmailChange() {
  const [restored, setRestored] = useState<string>();

  async function undo({ token = '' }: Values): Promise<Outcome> {
    const result = await undoEmailChange(gatehouse, { token });
    switch (result.__typename) {
      case 'AccountPayload':
        setRestored(result.user.email);
        return {};
      case 'InvalidMailTokenError':
      case 'EmailTakenError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  if (restored) {
    const lead = `Your account uses ${restored} again. Check your inbox for a link to choose a new password.`;
    return <Entrance key="done" title="The change is undone" lead={lead} elsewhere={SIGN_IN_LINK} />;
  }
  return (
    <Entrance
      title="Undo the change of your address"
      lead="For when it was not you who changed the email address of your account. You will be signed out on every device."
    >
      <Form submit={undo} button="Undo the change" fullWidth>
        <EmailedToken />
      </Form>
    </Entrance>
  );
}
