import { resetPassword } from 'gatehouse-client/account';
import { useState } from 'react';
import { Form, type Values } from '../../shared/forms/Form';
import { NewPasswordField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { FORGOTTEN_PASSWORD, SIGN_IN } from '../paths';
import { EmailedToken } from './EmailedToken';
import { Entrance, PageLink } from './Entrance';

const SIGN_IN_LINK = <PageLink to={SIGN_IN}>Sign in</PageLink>;
const ANOTHER_LINK = <PageLink to={FORGOTTEN_PASSWORD}>Get another link</PageLink>;

/** The page that the email requested by ForgottenPassword links to. */
export function ResetPassword() {
  const [message, setMessage] = useState<string>();

  async function reset({ token = '', newPassword = '' }: Values): Promise<Outcome> {
    const result = await resetPassword(gatehouse, { token, newPassword });
    switch (result.__typename) {
      case 'ResetPasswordPayload':
        setMessage(result.message);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'InvalidMailTokenError':
        return { problem: result.message };
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  if (message) return <Entrance key="done" title="Your password is set" lead={message} elsewhere={SIGN_IN_LINK} />;
  return (
    <Entrance title="Choose a new password" lead="You will be signed out on every device." elsewhere={ANOTHER_LINK}>
      <Form submit={reset} button="Set password" fullWidth>
        <EmailedToken />
        <NewPasswordField />
      </Form>
    </Entrance>
  );
}
