import { resetPassword } from 'gatehouse-client/account';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import { Form, type Values } from '../../shared/forms/Form';
import { NewPasswordField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { pageSettings } from '../../shared/page-settings';
import { FORGOTTEN_PASSWORD, SECURITY, SIGN_IN, withReturnTo } from '../paths';
import { EmailedToken } from './EmailedToken';
import { Entrance, PageLink } from './Entrance';

/** What the page says to people who have forgotten their password, and to those who were invited and have none yet. */
function useWording(isInvited: boolean) {
  const t = useTranslations('entrance');
  const tFields = useTranslations('shared.fields');
  const lead = isInvited ? t('invitation.lead') : t('resetPassword.lead');
  const button = isInvited ? t('invitation.button') : t('resetPassword.button');
  const doneTitle = isInvited ? t('invitation.doneTitle') : t('resetPassword.doneTitle');
  const done = isInvited ? t('invitation.done') : t('resetPassword.done');
  const title = isInvited ? t('invitation.title', { brand: pageSettings.brand.name }) : t('resetPassword.title');
  const field = isInvited ? tFields('password') : tFields('newPassword');
  return { title, lead, field, button, doneTitle, done };
}

/** The page that invitations link to, and the email requested by ForgottenPassword. */
export function ResetPassword() {
  const t = useTranslations('entrance');
  const [parameters] = useSearchParams();
  const isInvited = parameters.get('invited') === 'true';
  const wording = useWording(isInvited);
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
    // Where a passkey can be added.
    const signInPage = isInvited ? withReturnTo(SIGN_IN, `/account${SECURITY}`) : SIGN_IN;
    const signIn = <PageLink to={signInPage}>{t('toSignIn')}</PageLink>;
    return <Entrance key="done" title={wording.doneTitle} lead={wording.done} elsewhere={signIn} />;
  }
  const anotherLink = <PageLink to={FORGOTTEN_PASSWORD}>{t('resetPassword.anotherLink')}</PageLink>;
  return (
    <Entrance title={wording.title} lead={wording.lead} elsewhere={anotherLink}>
      <Form submit={reset} button={wording.button} fullWidth>
        <EmailedToken />
        <NewPasswordField label={wording.field} />
      </Form>
    </Entrance>
  );
}
