import type { ReactNode } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { useCookieCheck, useSessionId } from '../shared/session';
import { EntranceSkeleton } from './entrance/Entrance';
import { FIRST_ADMINISTRATOR, SIGN_IN, SIGN_UP, withReturnTo } from './paths';

/** Shows a page to people who are signed in. Others sign in first, and then get there. */
export function RequireSession({ children }: { children: ReactNode }) {
  const sessionId = useSessionId();
  const isAsking = useCookieCheck(sessionId);
  const [path] = useLocation();
  const search = useSearch();
  if (sessionId) return children;
  if (isAsking) return <EntranceSkeleton />;
  // The first administrator is the first user, too.
  const entrance = path === FIRST_ADMINISTRATOR ? SIGN_UP : SIGN_IN;
  return <Redirect to={withReturnTo(entrance, `/account${path}${search && `?${search}`}`)} replace />;
}
