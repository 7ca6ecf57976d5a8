import { type ReactNode, useEffect, useState } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { gatehouse } from '../shared/gatehouse';
import { EntranceSkeleton } from './entrance/Entrance';
import { FIRST_ADMINISTRATOR, SIGN_IN, SIGN_UP, withReturnTo } from './paths';
import { useSessionId } from './session';

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

/** A front end on another origin may have signed in: its cookies are the server's, but this origin's storage knows nothing. */
function useCookieCheck(sessionId: string | null): boolean {
  const [isAsking, setIsAsking] = useState(!sessionId);
  useEffect(() => {
    const settle = () => setIsAsking(false);
    if (isAsking) gatehouse.refresh().then(settle, settle);
  }, [isAsking]);
  return isAsking;
}
