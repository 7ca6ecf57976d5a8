import { type EmailLoginStarted, requestEmailLogin } from 'gatehouse-client/email-login';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
import { gatehouse } from '../../../shared/gatehouse';

/** What the browser that requested an email keeps: the email works together with it alone. */
export interface RequestedLogin {
  readonly flowToken: string;
  readonly email: string;
  /** Where the person is going: the link in the email does not say so. */
  readonly returnTo: string | null;
  /** By the clock of this browser. */
  readonly requestedAt: number;
}

const KEY = 'gatehouse-email-login';

/** The server accepts nothing older. */
const LIFETIME_MILLIS = 600_000;

/** Has an email sent, and keeps what belongs to it; in the storage of all tabs, because a link opens another one. */
export async function requestLogin(email: string, returnTo: string | null): Promise<Outcome> {
  const result = await requestEmailLogin(gatehouse, { email });
  switch (result.__typename) {
    case 'EmailLoginRequested':
      keep(result, email, returnTo);
      return {};
    case 'InvalidInputError':
      return atFields(result);
    case 'MailUnavailableError':
      return { problem: messageOf(result) };
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}

function keep({ flowToken }: EmailLoginStarted, email: string, returnTo: string | null): void {
  const login: RequestedLogin = { flowToken, email, returnTo, requestedAt: Date.now() };
  localStorage.setItem(KEY, JSON.stringify(login));
}

export function requestedLogin(): RequestedLogin | undefined {
  const kept = localStorage.getItem(KEY);
  const login: RequestedLogin | null = kept && JSON.parse(kept);
  if (login && Date.now() - login.requestedAt < LIFETIME_MILLIS) return login;
  forgetLogin();
  return undefined;
}

export function forgetLogin(): void {
  localStorage.removeItem(KEY);
}
