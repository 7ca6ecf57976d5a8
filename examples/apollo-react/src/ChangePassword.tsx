import { useConfirmation } from './Confirmation';
import { gatehouse } from './client';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';

interface Props {
  /** Shows the outcome, which this form cannot: it is replaced along with the session. */
  readonly notify: (text: string) => void;
}

export function ChangePassword({ notify }: Props) {
  const confirming = useConfirmation();

  async function change({ currentPassword = '', newPassword = '' }: Values): Promise<Outcome> {
    const result = await confirming(() => gatehouse.changePassword({ currentPassword, newPassword }));
    switch (result.__typename) {
      case 'ChangePasswordPayload':
        notify(`Your password has been changed. Other devices signed out: ${result.endedSessionCount}.`);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'WrongPasswordError':
        return { fields: { currentPassword: result.message } };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      <Form submit={change} button="Change password">
        <Field
          name="currentPassword"
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Field
          name="newPassword"
          label="New password"
          hint="8 characters or more. Signs out your other devices."
          type="password"
          autoComplete="new-password"
          required
        />
      </Form>
    </section>
  );
}
