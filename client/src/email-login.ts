import { ATTEMPTS, FIELDS, mutate } from './account-request.js';
import type { EmailInput, RequestEmailLoginResult } from './account-results.js';
import type { GatehouseClient, RequestOptions } from './client.js';
import { type CompleteEmailLoginInput, type CompleteEmailLoginResult } from './operations.js';
import { COMPLETE_EMAIL_LOGIN } from './other-ways-in.js';

export type { EmailLoginStarted, RequestEmailLoginResult } from './account-results.js';
export type { CompleteEmailLoginInput, CompleteEmailLoginResult } from './operations.js';

/**
 * Requests an email to log in by. The result is the same for every address. Keep its `flowToken` where only this browser has
 * it, until the login is complete.
 */
export function requestEmailLogin(
  gatehouse: GatehouseClient,
  input: EmailInput,
  options?: RequestOptions,
): Promise<RequestEmailLoginResult> {
  const requested = '... on EmailLoginRequested { message flowToken expiresAt }';
  return mutate(gatehouse, 'requestEmailLogin', `${requested} ${FIELDS} ${ATTEMPTS}`, input, options);
}

/**
 * Signs in by the code of an email, or by the token in its link, when the person presses a button on the page that the link
 * leads to. A wrong code is a result, not an error.
 *
 * @throws {GatehouseError} as `login` does.
 */
export function completeEmailLogin(
  gatehouse: GatehouseClient,
  input: CompleteEmailLoginInput,
  options?: RequestOptions,
): Promise<CompleteEmailLoginResult> {
  return gatehouse.signInBy(COMPLETE_EMAIL_LOGIN, input, options);
}
