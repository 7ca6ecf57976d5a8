import type { SignOutReason } from 'gatehouse-client';
import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import { Account } from './Account';
import { gatehouse } from './client';
import { EmailedLogin } from './email-login/EmailedLogin';
import { SocialLogin } from './social/SocialLogin';
import { Welcome, type WelcomeProps } from './Welcome';

const NOTICES: Record<SignOutReason, string> = {
  LOGOUT: 'You are signed out.',
  ELSEWHERE: 'You were signed out in another tab.',
  INVALID_REFRESH_TOKEN: 'Your session has ended. Sign in again.',
  TOKEN_BLACKLISTED: 'You were signed out on another device. Sign in again.',
  ACCOUNT_DEACTIVATED: 'Your account has been deactivated.',
};

/** Where people who are about to sign in arrive from an email or a provider. */
const ENTRANCES: Record<string, ComponentType<WelcomeProps>> = {
  '/email-login': EmailedLogin,
  '/social-login': SocialLogin,
};

export function App() {
  // Not whether a user is signed in, but which one: that may change in another tab.
  const sessionId = useSyncExternalStore(gatehouse.subscribe, gatehouse.sessionId);
  // A notice belongs to one session, or to the state after its end.
  const [notice, setNotice] = useState({ text: '', sessionId });
  const notify = (text: string) => setNotice({ text, sessionId: gatehouse.sessionId() });
  useEffect(() => gatehouse.onSignedOut((reason) => setNotice({ text: NOTICES[reason], sessionId: null })), []);

  useEffect(() => {
    if (sessionId) history.replaceState(null, '', '/');
  }, [sessionId]);
  const Entrance = ENTRANCES[location.pathname] ?? Welcome;

  return (
    <main>
      <p role="status">{notice.sessionId === sessionId && notice.text}</p>
      {sessionId ? <Account key={sessionId} notify={notify} /> : <Entrance notify={notify} />}
    </main>
  );
}
