import { resetPassword } from 'gatehouse-client/account';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../shared/forms/Form';
import { NewPasswordField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { FORGOTTEN_PASSWORD, SIGN_IN } from '../paths';
import { EmailedToken } from './EmailedToken';
import { Entrance, PageLink } from './Entrance';

/** The page that the email requested by ForgottenPassword links to. */
export function ResetPassword() {
  const t = useTranslations('entrance');
  const [isDone, setIsDone] = useState(false);

  async function reset({ token = '', newPassword = '' }: Values): Promise<Outcome> {
    const result = await resetPassword(gatehouse, { token, newPassword });
    switch (result.__typename) {
      case 'ResetPasswordPayload':
        setIsDone(true);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'InvalidMailTokenError':
        return { problem: messageOf(result) };
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  if (isDone) {
    const signIn = <PageLink to={SIGN_IN}>{t('toSignIn')}</PageLink>;
    return (
      <Entrance key="done" title={t('resetPassword.doneTitle')} lead={t('resetPassword.done')} elsewhere={signIn} />
    );
  }
  const anotherLink = <PageLink to={FORGOTTEN_PASSWORD}>{t('resetPassword.anotherLink')}</PageLink>;
  return (
    <Entrance title={t('resetPassword.title')} lead={t('resetPassword.lead')} elsewhere={anotherLink}>
      <Form submit={reset} button={t('resetPassword.button')} fullWidth>
        <EmailedToken />
        <NewPasswordField />
      </Form>
    </Entrance>
  );
}
