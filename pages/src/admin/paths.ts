import { RETURN_TO } from '../shared/return-to';

/** The account pages, seen from here: the tilde leaves the area. */
export const ACCOUNT = '~/account/profile';
export const SECURITY = '~/account/security';
export const SIGN_IN = '~/account/sign-in';

export const OVERVIEW = '/overview';
export const USERS = '/users';
export const IMPORT = '/import';
export const SERVICE_ACCOUNTS = '/service-accounts';
export const WEBHOOKS = '/webhooks';
export const AUDIT_TRAIL = '/audit-trail';
export const EMAILS = '/emails';
export const KEYS = '/keys';
export const SETTINGS = '/settings';

export function pathOfUser(id: string): string {
  return `${USERS}/${id}`;
}

export function pathOfServiceAccount(id: string): string {
  return `${SERVICE_ACCOUNTS}/${id}`;
}

export function pathOfWebhook(id: string): string {
  return `${WEBHOOKS}/${id}`;
}

/** The page to sign in, which leads back to the current one. */
export function signInAndReturn({ pathname, search } = location): string {
  return `${SIGN_IN}?${new URLSearchParams({ [RETURN_TO]: pathname + search })}`;
}
