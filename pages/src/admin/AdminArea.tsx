import { lazy, Suspense } from 'react';
import { Redirect } from 'wouter';
import { useCookieCheck, useSessionId } from '../shared/session';
import './mantine.css';
import './admin.css';
import { FrameSkeleton } from './FrameSkeleton';
import { signInAndReturn } from './paths';
import { useSignOutNotices } from './sign-out-notices';

const SignedIn = lazy(() => import('./SignedIn').then((module) => ({ default: module.SignedIn })));

/** The pages for administrators. Others sign in at the account pages, and then get here. */
export function AdminArea() {
  const sessionId = useSessionId();
  const isAsking = useCookieCheck(sessionId);
  useSignOutNotices();
  if (!sessionId && !isAsking) return <Redirect to={signInAndReturn()} replace />;
  return (
    <Suspense fallback={<FrameSkeleton />}>{sessionId ? <SignedIn key={sessionId} /> : <FrameSkeleton />}</Suspense>
  );
}
