import { useSyncExternalStore } from 'react';
import { gatehouse } from '../shared/gatehouse';

/** Not whether a user is signed in, but which session: that may change in another tab. */
export function useSessionId(): string | null {
  return useSyncExternalStore(gatehouse.subscribe, gatehouse.sessionId);
}
