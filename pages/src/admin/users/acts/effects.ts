import { count, list } from '../../words';
import type { Holdings } from './Confirmation';

export function endsSessions({ sessions }: Pick<Holdings, 'sessions'>): string {
  return sessions ? `Ends ${count(sessions, 'session')}.` : 'There is no session to end.';
}

/** What is lost of what proves who a user is. */
export function removesFactors({ apps, passkeys, recoveryCodes }: Holdings): string {
  const lost = [
    apps && count(apps, 'authenticator app'),
    passkeys && count(passkeys, 'passkey'),
    recoveryCodes && count(recoveryCodes, 'recovery code'),
  ].filter((each) => each !== 0);
  return lost.length > 0 ? `Removes ${list.format(lost)}.` : 'There is no second factor and no passkey to remove.';
}
