import { RETURN_TO } from '../shared/return-to';

/** The pages for people who are not signed in. What is linked to in emails is set by the server: src/mail/mail-texts.ts. */
export const SIGN_IN = '/sign-in';
export const SIGN_UP = '/sign-up';
export const FORGOTTEN_PASSWORD = '/forgotten-password';

/** Where providers send people back to: src/credentials/social/social-login.ts. */
export const SOCIAL_LOGIN = '/social-login';

/** Sign-in by an email, and what the link in it leads to. */
export const EMAIL_LOGIN = '/email-login';

export const FIRST_ADMINISTRATOR = '/first-administrator';

/** Where people arrive who have signed in to go nowhere else. */
export const HOME = '/profile';

export const SECURITY = '/security';

/** The console for administrators, seen from here: the tilde leaves the area. */
export const CONSOLE = '~/admin';

/** A page, with where to go afterwards. */
export function withReturnTo(path: string, returnTo: string | null): string {
  return returnTo ? `${path}?${new URLSearchParams({ [RETURN_TO]: returnTo })}` : path;
}
