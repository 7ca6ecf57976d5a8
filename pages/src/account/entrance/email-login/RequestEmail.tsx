import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import { Form, type Values } from '../../../shared/forms/Form';
import { EmailField } from '../../../shared/forms/fields';
import { RETURN_TO } from '../../../shared/return-to';
import { SIGN_IN, withReturnTo } from '../../paths';
import { Entrance, PageLink } from '../Entrance';
import type { EmailContents } from './email-contents';
import { requestLogin } from './requested-login';

interface Props {
  readonly contents: EmailContents;
  readonly onSent: () => void;
}

/** Asks which address the email is for. */
export function RequestEmail({ contents, onSent }: Props) {
  const t = useTranslations('entrance');
  const [parameters] = useSearchParams();
  const returnTo = parameters.get(RETURN_TO);

  async function request({ email = '' }: Values) {
    const outcome = await requestLogin(email, returnTo);
    onSent();
    return outcome;
  }

  return (
    <Entrance
      title={t('emailLogin.title')}
      lead={t('emailLogin.lead', { contents })}
      elsewhere={<PageLink to={withReturnTo(SIGN_IN, returnTo)}>{t('forgottenPassword.back')}</PageLink>}
    >
      <Form submit={request} button={t('emailLogin.button', { contents })} fullWidth>
        <EmailField />
      </Form>
    </Entrance>
  );
}
