import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Form, type Values } from '../../../shared/forms/Form';
import { CurrentPasswordField, NewPasswordField } from '../../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../../shared/forms/outcome';
import { gatehouse } from '../../../shared/gatehouse';
import { useNotify } from '../../../shared/Notices';
import { Section } from '../../../shared/Section';
import type { AccountUserFragment } from '../../gql/graphql';

export function ChangePassword({ user }: { user: AccountUserFragment }) {
  const notify = useNotify();
  const runConfirmed = useConfirmedIdentity();

  async function change({ currentPassword, newPassword = '' }: Values): Promise<Outcome> {
    const result = await runConfirmed(() =>
      gatehouse.changePassword({ ...(currentPassword !== undefined && { currentPassword }), newPassword }),
    );
    switch (result.__typename) {
      case 'ChangePasswordPayload':
        // This form cannot say so: it is replaced along with the session.
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
    <Section
      title="Password"
      lead={user.hasPassword ? 'Changing it signs out your other devices.' : 'You sign in without one.'}
    >
      <Form submit={change} button={user.hasPassword ? 'Change password' : 'Set a password'}>
        {/* For password managers, which store the two together. */}
        <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
        {user.hasPassword && <CurrentPasswordField name="currentPassword" label="Current password" />}
        <NewPasswordField />
      </Form>
    </Section>
  );
}
