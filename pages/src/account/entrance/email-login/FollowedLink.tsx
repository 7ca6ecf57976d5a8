import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { Form } from '../../../shared/forms/Form';
import { EMAIL_LOGIN, withReturnTo } from '../../paths';
import { Entrance } from '../Entrance';
import { type Challenge, completeLogin } from './complete-login';
import { forgetLogin, type RequestedLogin } from './requested-login';

interface Props {
  readonly token: string;
  readonly login: RequestedLogin;
  /** There is to be another email. */
  readonly onChange: () => void;
  readonly onSecondFactor: (challenge: Challenge) => void;
}

/** Signs in at a click, in the browser that has requested the email. */
export function FollowedLink({ token, login, onChange, onSecondFactor }: Props) {
  const t = useTranslations('entrance');
  const [, navigate] = useLocation();
  const { email, returnTo } = login;

  function restart(): void {
    forgetLogin();
    onChange();
    navigate(withReturnTo(EMAIL_LOGIN, returnTo), { replace: true });
  }

  const lead = t.rich('emailLogin.linkLead', {
    email,
    strong: (text) => <strong className="breakable">{text}</strong>,
  });
  const elsewhere = (
    <Button variant="subtle" onClick={restart}>
      {t('emailLogin.another')}
    </Button>
  );
  return (
    <Entrance key="link" title={t('signIn.title')} lead={lead} elsewhere={elsewhere}>
      <Form submit={() => completeLogin(login, { token }, onSecondFactor)} button={t('signIn.button')} fullWidth />
    </Entrance>
  );
}
