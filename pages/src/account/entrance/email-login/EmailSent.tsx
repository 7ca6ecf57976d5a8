import { Button, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../../shared/forms/Form';
import { CodeField } from '../../../shared/forms/fields';
import type { Outcome } from '../../../shared/forms/outcome';
import type { Wording } from '../../../shared/language/messages';
import { Entrance } from '../Entrance';
import { type Challenge, completeLogin } from './complete-login';
import type { EmailContents } from './email-contents';
import { forgetLogin, type RequestedLogin, requestLogin } from './requested-login';

interface Props {
  readonly contents: EmailContents;
  readonly login: RequestedLogin;
  /** Another email was requested, or there is to be another address. */
  readonly onChange: () => void;
  readonly onSecondFactor: (challenge: Challenge) => void;
}

const SENT: Wording = ({ t }) => t('entrance.verificationSent');

/** Takes the code of the email, or waits until the link in it is opened in another tab. */
export function EmailSent({ contents, login, onChange, onSecondFactor }: Props) {
  const t = useTranslations('entrance');
  const { email, returnTo } = login;

  async function sendAgain(): Promise<Outcome> {
    const outcome = await requestLogin(email, returnTo);
    onChange();
    return { success: SENT, ...outcome };
  }

  function restart(): void {
    forgetLogin();
    onChange();
  }

  const lead = t.rich('emailLogin.sent', {
    contents,
    email,
    strong: (text) => <strong className="breakable">{text}</strong>,
  });
  const elsewhere = (
    <Button variant="subtle" onClick={restart}>
      {t('emailLogin.otherAddress')}
    </Button>
  );
  return (
    <Entrance key="sent" title={t('unverified.title')} lead={lead} elsewhere={elsewhere}>
      {contents !== 'link' && (
        <Form
          submit={({ code = '' }: Values) => completeLogin(login, { code }, onSecondFactor)}
          button={t('signIn.button')}
          fullWidth
        >
          {/* Room for a space between the halves. */}
          <CodeField maxLength={9} />
        </Form>
      )}
      <Text size="sm">{t('unverified.nothingArrived')}</Text>
      <Form submit={sendAgain} button={t('unverified.sendAgain')} variant="default" fullWidth />
    </Entrance>
  );
}
