import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { gatehouse } from '../shared/gatehouse';
import { useNotify } from '../shared/Notices';
import { SIGN_IN } from './paths';

/** Says that nobody is signed in any longer. People who signed out themselves are not led back to where they were. */
export function useSignOutNotices(): void {
  const notify = useNotify();
  const [, navigate] = useLocation();
  useEffect(
    () =>
      gatehouse.onSignedOut((reason) => {
        notify(reason === 'LOGOUT' ? 'You are signed out.' : 'Your session has ended. Sign in again.');
        if (reason === 'LOGOUT') navigate(SIGN_IN, { replace: true });
      }),
    [notify, navigate],
  );
}
