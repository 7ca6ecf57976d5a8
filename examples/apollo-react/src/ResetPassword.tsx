import { resetPassword } from 'gatehouse-client/account';
import { gatehouse } from './client';
import { EmailedPage, emailedToken } from './EmailedPage';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';

async function reset({ newPassword = '' }: Values): Promise<Outcome> {
  const result = await resetPassword(gatehouse, { token: emailedToken(), newPassword });
  switch (result.__typename) {
    case 'ResetPasswordPayload':
      return { success: result.message };
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

/** The page that the email requested by ForgottenPassword links to. */
export function ResetPassword() {
  return (
    <EmailedPage title="Set a new password">
      <Form submit={reset} button="Set password">
        <Field
          name="newPassword"
          label="New password"
          hint="8 characters or more."
          type="password"
          autoComplete="new-password"
          required
        />
      </Form>
    </EmailedPage>
  );
}
