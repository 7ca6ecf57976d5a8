import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import { TextField } from '../../shared/forms/fields';

/** The token in the link of an email. People who could not follow the link enter it: the email has it as a code, too. */
export function EmailedToken() {
  const t = useTranslations('entrance');
  const [parameters] = useSearchParams();
  const token = parameters.get('token');
  if (token) return <input type="hidden" name="token" value={token} />;
  return <TextField name="token" label={t('tokenField')} autoComplete="off" spellCheck={false} />;
}
