import { useTranslations } from 'use-intl';
import { useNotify } from '../shared/Notices';

/** A function that takes the outcome of a login, and says if the password should be changed. */
export function useAdvice(): (signedIn: { readonly passwordChangeAdvised: boolean }) => void {
  const notify = useNotify();
  const t = useTranslations('account');
  return ({ passwordChangeAdvised }) => passwordChangeAdvised && notify(t('passwordStolen'));
}
