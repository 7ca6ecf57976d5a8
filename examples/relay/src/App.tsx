import { Suspense, useMemo, useSyncExternalStore } from 'react';
import { RelayEnvironmentProvider } from 'react-relay';
import { Account } from './Account';
import { gatehouse, newEnvironment } from './client';
import { ErrorBoundary } from './ErrorBoundary';
import { SignIn } from './SignIn';

export function App() {
  // Not whether a user is signed in, but which one: that may change in another tab.
  const sessionId = useSyncExternalStore(gatehouse.subscribe, gatehouse.sessionId);
  return <main>{sessionId ? <SignedIn key={sessionId} /> : <SignIn />}</main>;
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
