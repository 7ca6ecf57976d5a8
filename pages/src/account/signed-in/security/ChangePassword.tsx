import { useTranslations } from 'use-intl';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Form, type Values } from '../../../shared/forms/Form';
import { CurrentPasswordField, NewPasswordField } from '../../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
import { gatehouse } from '../../../shared/gatehouse';
import { useNotify } from '../../../shared/Notices';
import { Section } from '../../../shared/Section';
import type { AccountUserFragment } from '../../gql/graphql';

export function ChangePassword({ user }: { user: AccountUserFragment }) {
  const t = useTranslations('security.password');
  const notify = useNotify();
  const runConfirmed = useConfirmedIdentity();

  async function change({ currentPassword, newPassword = '' }: Values): Promise<Outcome> {
    const result = await runConfirmed(() =>
      gatehouse.changePassword({ ...(currentPassword !== undefined && { currentPassword }), newPassword }),
    );
    switch (result.__typename) {
      case 'ChangePasswordPayload':
        // This form cannot say so: it is replaced along with the session.
        notify(t('changed', { count: result.endedSessionCount }));
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'WrongPasswordError':
        return { fields: { currentPassword: messageOf(result) } };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Section title={t('title')} lead={t(user.hasPassword ? 'lead' : 'noneLead')}>
      <Form submit={change} button={t(user.hasPassword ? 'change' : 'set')}>
        {/* For password managers, which store the two together. */}
        <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
        {user.hasPassword && <CurrentPasswordField name="currentPassword" label={t('current')} />}
        <NewPasswordField />
      </Form>
    </Section>
  );
}
