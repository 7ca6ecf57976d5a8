import { requestPasswordReset } from 'gatehouse-client/account';
import { gatehouse } from './client';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';

async function request({ email = '' }: Values): Promise<Outcome> {
  const result = await requestPasswordReset(gatehouse, { email });
  switch (result.__typename) {
    case 'MailRequestedPayload':
      return { success: result.message };
    case 'InvalidInputError':
      return atFields(result);
    case 'MailUnavailableError':
      return { problem: result.message };
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}

export function ForgottenPassword() {
  return (
    <Form submit={request} button="Email me a link">
      <Field name="email" label="Email" type="email" autoComplete="username" required />
    </Form>
  );
}
