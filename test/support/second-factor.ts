import { Secret, TOTP } from 'otpauth';
import type { SignedIn } from './api-client.js';
import type { Gatehouse } from './gatehouse.js';
import { RENEW_RECOVERY_CODES } from './operations.js';

const STEP_SECONDS = 30;

/** A person who has an authenticator app, and the app. */
export interface WithApp extends SignedIn {
  readonly totpFactorId: string;
  readonly recoveryCodes: string[];
  readonly endedSessionCount: number;
  /** The code that the app shows now; or so many steps later. */
  code(steps?: number): string;
}

/** What an authenticator app shows at some time. */
export function totpCode(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
}

/** Adds an app to an account, in its session. The code is used up; the next one can be used after half a minute. */
export async function addApp(
  { api, clock }: Pick<Gatehouse, 'api' | 'clock'>,
  user: SignedIn,
  name?: string,
): Promise<WithApp> {
  const started = await api.mutate('startTotpEnrollment', { name }, user.accessToken);
  const { enrollmentId, secret } = started;
  const code = (steps = 0) => totpCode(secret, new Date(clock.now().getTime() + steps * STEP_SECONDS * 1000));
  const confirmed = await api.mutate('confirmTotpEnrollment', { enrollmentId, code: code() }, user.accessToken);
  const { totpFactor, accessToken, recoveryCodes, endedSessionCount } = confirmed;
  return { ...user, accessToken, recoveryCodes, endedSessionCount, totpFactorId: totpFactor.id, code };
}

/** A new person with a verified address and an app, whose next code can be used. */
export async function newUserWithApp(gatehouse: Gatehouse): Promise<WithApp> {
  const user = await addApp(gatehouse, await gatehouse.newVerifiedUser());
  gatehouse.clock.advance({ seconds: STEP_SECONDS });
  return user;
}

/** The token of a login whose first factor was right. */
export async function challengeOf({ api }: Pick<Gatehouse, 'api'>, { user }: SignedIn): Promise<string> {
  return (await api.login(user)).challengeToken;
}

export async function renewRecoveryCodes({ api }: Gatehouse, token: string) {
  const { data, errors } = await api.send(RENEW_RECOVERY_CODES, {}, { token });
  return data?.renewRecoveryCodes ?? errors?.[0]?.extensions;
}
