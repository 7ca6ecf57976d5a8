import { undoEmailChange } from 'gatehouse-client/account';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../shared/forms/Form';
import { type Outcome, unknownProblem } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { SIGN_IN } from '../paths';
import { EmailedToken } from './EmailedToken';
import { Entrance, PageLink } from './Entrance';

/** The page that the email to the previous address links to after a change. */
export function UndoEmailChange() {
  const t = useTranslations('entrance');
  const [restored, setRestored] = useState<string>();

  async function undo({ token = '' }: Values): Promise<Outcome> {
    const result = await undoEmailChange(gatehouse, { token });
    switch (result.__typename) {
      case 'AccountPayload':
        setRestored(result.user.email);
        return {};
      case 'InvalidMailTokenError':
      case 'EmailTakenError':
        return { problem: messageOf(result) };
      default:
        return unknownProblem(result);
    }
  }

  if (restored) {
    const lead = t('undoEmailChange.done', { email: restored });
    const signIn = <PageLink to={SIGN_IN}>{t('toSignIn')}</PageLink>;
    return <Entrance key="done" title={t('undoEmailChange.doneTitle')} lead={lead} elsewhere={signIn} />;
  }
  return (
    <Entrance title={t('undoEmailChange.title')} lead={t('undoEmailChange.lead')}>
      <Form submit={undo} button={t('undoEmailChange.button')} fullWidth>
        <EmailedToken />
      </Form>
    </Entrance>
  );
}
