import { useEffect, useState, useSyncExternalStore } from 'react';
import { gatehouse } from './gatehouse';

/** Not whether a user is signed in, but which session: that may change in another tab. */
export function useSessionId(): string | null {
  return useSyncExternalStore(gatehouse.subscribe, gatehouse.sessionId);
}

/**
 * A front end on another origin may have signed in: its cookies are the server's, but this origin's storage knows nothing.
 *
 * @returns whether the server is being asked.
 */
export function useCookieCheck(sessionId: string | null): boolean {
  const [isAsking, setIsAsking] = useState(!sessionId);
  useEffect(() => {
    const settle = () => setIsAsking(false);
    if (isAsking) gatehouse.refresh().then(settle, settle);
  }, [isAsking]);
  return isAsking;
}
