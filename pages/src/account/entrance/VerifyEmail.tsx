import { type VerifyEmailResult, verifyEmail } from 'gatehouse-client/account';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../shared/forms/Form';
import { CurrentPasswordField } from '../../shared/forms/fields';
import { isUnauthenticated, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import type { Wording } from '../../shared/language/messages';
import { HOME } from '../paths';
import { EmailedToken } from './EmailedToken';
import { Entrance, PageLink } from './Entrance';

const PASSWORD_NEEDED: Wording = ({ t }) => t('entrance.verifyEmail.passwordNeeded');

/**
 * The page that the email to a new address links to. It waits for a click, because programs that scan emails open links,
 * too. If the address replaces another one, and nobody is signed in to that account here, it asks for the password.
 */
export function VerifyEmail() {
  const t = useTranslations('entrance');
  const [needsPassword, setNeedsPassword] = useState(false);
  const [verified, setVerified] = useState<string>();

  function outcomeOf(result: VerifyEmailResult): Outcome {
    switch (result.__typename) {
      case 'AccountPayload':
        setVerified(result.user.email);
        return {};
      case 'InvalidMailTokenError':
      case 'EmailTakenError':
        return { problem: messageOf(result) };
      case 'WrongPasswordError':
        return { fields: { password: messageOf(result) } };
      case 'ServerBusyError':
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  const verify = async ({ token = '', password }: Values) =>
    outcomeOf(await verifyEmail(gatehouse, { token, ...(needsPassword && { password }) }));

  function askForPassword(error: unknown): Outcome {
    if (!isUnauthenticated(error)) throw error;
    setNeedsPassword(true);
    return { problem: PASSWORD_NEEDED };
  }

  if (verified) {
    const home = <PageLink to={HOME}>{t('toAccount')}</PageLink>;
    return <Entrance key="done" title={t('verifyEmail.doneTitle')} lead={verified} elsewhere={home} />;
  }
  return (
    <Entrance title={t('verifyEmail.title')} lead={t('verifyEmail.lead')}>
      <Form submit={(values) => verify(values).catch(askForPassword)} button={t('verifyEmail.button')} fullWidth>
        <EmailedToken />
        {needsPassword && <CurrentPasswordField />}
      </Form>
    </Entrance>
  );
}
