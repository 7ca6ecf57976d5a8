import type { SignOutReason } from 'gatehouse-client';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { gatehouse } from '../shared/gatehouse';
import { useNotify } from '../shared/Notices';
import { SIGN_IN } from './paths';

const NOTICES: Record<SignOutReason, string> = {
  LOGOUT: 'You are signed out.',
  ELSEWHERE: 'You were signed out in another tab.',
  INVALID_REFRESH_TOKEN: 'Your session has ended. Sign in again.',
  TOKEN_BLACKLISTED: 'You were signed out on another device. Sign in again.',
  ACCOUNT_DEACTIVATED: 'Your account has been deactivated.',
};

/** Says why nobody is signed in any longer. People who signed out themselves are not led back to where they were. */
export function useSignOutNotices(): void {
  const notify = useNotify();
  const [, navigate] = useLocation();
  useEffect(
    () =>
      gatehouse.onSignedOut((reason) => {
        notify(NOTICES[reason]);
        if (reason === 'LOGOUT') navigate(SIGN_IN, { replace: true });
      }),
    [notify, navigate],
  );
}
