import type { ApiClient } from './api-client.js';
import type { Gatehouse } from './gatehouse.js';

/** A login by email that was begun: what its client holds, and what was sent. */
export interface EmailedLogin {
  readonly flowToken: string;
  readonly code: string;
  readonly token: string;
}

/** Requests an email to log in by, and reads it. */
export async function requestEmailLogin(
  gatehouse: Gatehouse,
  email: string,
  api: ApiClient = gatehouse.api,
): Promise<EmailedLogin> {
  const { flowToken } = await api.mutate('requestEmailLogin', { email });
  const token = await gatehouse.mailedToken(email);
  return { flowToken, token, code: gatehouse.mail.code(email) };
}

/** A code other than this one. */
export function otherThan(code: string): string {
  return code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
}
