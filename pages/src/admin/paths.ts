import { RETURN_TO } from '../shared/return-to';

/** The account pages, seen from here: the tilde leaves the area. */
export const ACCOUNT = '~/account/profile';
export const SECURITY = '~/account/security';
export const SIGN_IN = '~/account/sign-in';

export const USERS = '/users';
export const AUDIT_TRAIL = '/audit-trail';

export function pathOfUser(id: string): string {
  return `${USERS}/${id}`;
}

/** The page to sign in, which leads back to the current one. */
export function signInAndReturn({ pathname, search } = location): string {
  return `${SIGN_IN}?${new URLSearchParams({ [RETURN_TO]: pathname + search })}`;
}
