import { requestPasswordReset } from 'gatehouse-client/account';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { SIGN_IN } from '../paths';
import { Entrance, PageLink } from './Entrance';

export function ForgottenPassword() {
  const t = useTranslations('entrance.forgottenPassword');
  const [isSent, setIsSent] = useState(false);

  async function request({ email = '' }: Values): Promise<Outcome> {
    const result = await requestPasswordReset(gatehouse, { email });
    switch (result.__typename) {
      case 'MailRequestedPayload':
        setIsSent(true);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'MailUnavailableError':
        return { problem: messageOf(result) };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  const back = <PageLink to={SIGN_IN}>{t('back')}</PageLink>;
  if (isSent) return <Entrance key="sent" title={t('sentTitle')} lead={t('sent')} elsewhere={back} />;
  return (
    <Entrance title={t('title')} lead={t('lead')} elsewhere={back}>
      <Form submit={request} button={t('button')} fullWidth>
        <EmailField />
      </Form>
    </Entrance>
  );
}
