import { Suspense, useEffect, useMemo, useSyncExternalStore } from 'react';
import { RelayEnvironmentProvider } from 'react-relay';
import { Account } from './Account';
import { gatehouse, newEnvironment } from './client';
import { ErrorBoundary } from './ErrorBoundary';
import { SignIn } from './SignIn';
import { SocialLogin } from './SocialLogin';

export function App() {
  // Not whether a user is signed in, but which one: that may change in another tab.
  const sessionId = useSyncExternalStore(gatehouse.subscribe, gatehouse.sessionId);
  useEffect(() => {
    // Of the page that an email or a provider led to.
    if (sessionId) history.replaceState(null, '', '/');
  }, [sessionId]);
  const Entrance = location.pathname === '/social-login' ? SocialLogin : SignIn;
  return <main>{sessionId ? <SignedIn key={sessionId} /> : <Entrance />}</main>;
}

function SignedIn() {
  const environment = useMemo(newEnvironment, []);
  return (
    <RelayEnvironmentProvider environment={environment}>
      <ErrorBoundary>
        <Suspense fallback={<p role="status">One moment…</p>}>
          <Account />
        </Suspense>
      </ErrorBoundary>
    </RelayEnvironmentProvider>
  );
}
