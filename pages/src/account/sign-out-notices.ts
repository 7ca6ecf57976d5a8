import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { gatehouse } from '../shared/gatehouse';
import { setAccountLocale } from '../shared/language/preference';
import { useNotify } from '../shared/Notices';
import { SIGN_IN } from './paths';

/** Says why nobody is signed in any longer. People who signed out themselves are not led back to where they were. */
export function useSignOutNotices(): void {
  const notify = useNotify();
  const [, navigate] = useLocation();
  useEffect(
    () =>
      gatehouse.onSignedOut((reason) => {
        notify(({ t }) => t(`account.signedOut.${reason}`));
        setAccountLocale(null);
        if (reason === 'LOGOUT') navigate(SIGN_IN, { replace: true });
      }),
    [notify, navigate],
  );
}
