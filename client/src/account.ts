import { ATTEMPTS, BUSY, checkSession, FIELDS, mutate } from './account-request.js';
import type {
  ChangeEmailInput,
  ChangeEmailResult,
  DeleteAccountInput,
  DeleteAccountResult,
  EmailInput,
  MailTokenInput,
  RequestEmailVerificationResult,
  RequestPasswordResetResult,
  ResetPasswordInput,
  ResetPasswordResult,
  RevokeSessionInput,
  RevokeSessionResult,
  SessionPage,
  SessionPageInput,
  UndoEmailChangeResult,
  UpdateProfileInput,
  UpdateProfileResult,
  VerifyEmailInput,
  VerifyEmailResult,
} from './account-results.js';
import type { GatehouseClient, RequestOptions } from './client.js';
import { GatehouseError } from './errors.js';

export type * from './account-results.js';
export * from './second-factor.js';

// Each function builds its document itself, so that bundlers leave out those that an app does not use.
const TOKEN = '... on InvalidMailTokenError { reason }';
const ACCOUNT = '... on AccountPayload { user { id email username role emailVerifiedAt } }';
const MAIL = '... on MailRequestedPayload { message }';

/** Requests an email with a link to set a new password. The result is the same for every address. */
export function requestPasswordReset(
  gatehouse: GatehouseClient,
  input: EmailInput,
  options?: RequestOptions,
): Promise<RequestPasswordResetResult> {
  return mutate(gatehouse, 'requestPasswordReset', `${MAIL} ${FIELDS} ${ATTEMPTS}`, input, options);
}

/** Sets a new password with the token from an email. It ends all sessions of the account, this one as well. */
export async function resetPassword(
  gatehouse: GatehouseClient,
  input: ResetPasswordInput,
  options?: RequestOptions,
): Promise<ResetPasswordResult> {
  const result = await mutate<ResetPasswordResult>(
    gatehouse,
    'resetPassword',
    `... on ResetPasswordPayload { message } ${FIELDS} ${TOKEN} ${BUSY}`,
    input,
    options,
  );
  if (result.__typename === 'ResetPasswordPayload') await checkSession(gatehouse);
  return result;
}

/** Requests another email that verifies the address. The result is the same for every address. */
export function requestEmailVerification(
  gatehouse: GatehouseClient,
  input: EmailInput,
  options?: RequestOptions,
): Promise<RequestEmailVerificationResult> {
  return mutate(gatehouse, 'requestEmailVerification', `${MAIL} ${FIELDS} ${ATTEMPTS}`, input, options);
}

/**
 * Verifies an email address with the token from an email.
 *
 * @throws {GatehouseError} UNAUTHENTICATED: the address replaces another one, and nobody is signed in to the account. Send
 * its password along.
 */
export function verifyEmail(
  gatehouse: GatehouseClient,
  input: VerifyEmailInput,
  options?: RequestOptions,
): Promise<VerifyEmailResult> {
  return mutate(gatehouse, 'verifyEmail', `${ACCOUNT} ${TOKEN} ${BUSY} ${ATTEMPTS}`, input, options);
}

/**
 * Sends an email to the new address, which takes effect when it is verified by `verifyEmail`.
 *
 * @throws {GatehouseError} REAUTHENTICATION_REQUIRED: the user logged in too long ago. See `repeatAfterConfirmation`.
 */
export function changeEmail(
  gatehouse: GatehouseClient,
  input: ChangeEmailInput,
  options?: RequestOptions,
): Promise<ChangeEmailResult> {
  return mutate(gatehouse, 'changeEmail', `${MAIL} ${FIELDS} ${BUSY} ${ATTEMPTS}`, input, options);
}

/** Restores the previous address with the token from an email. It ends all sessions of the account, this one as well. */
export async function undoEmailChange(
  gatehouse: GatehouseClient,
  input: MailTokenInput,
  options?: RequestOptions,
): Promise<UndoEmailChangeResult> {
  const result = await mutate<UndoEmailChangeResult>(
    gatehouse,
    'undoEmailChange',
    `${ACCOUNT} ${TOKEN}`,
    input,
    options,
  );
  if (result.__typename === 'AccountPayload') await checkSession(gatehouse);
  return result;
}

/** Changes the username of the signed-in user. */
export function updateProfile(
  gatehouse: GatehouseClient,
  input: UpdateProfileInput,
  options?: RequestOptions,
): Promise<UpdateProfileResult> {
  return mutate(gatehouse, 'updateProfile', `${ACCOUNT} ${FIELDS} ${ATTEMPTS}`, input, options);
}

/**
 * Lists the devices on which the user is signed in, newest first.
 *
 * @throws {GatehouseError} UNAUTHENTICATED: nobody is signed in.
 */
export async function sessions(
  gatehouse: GatehouseClient,
  page: SessionPageInput = {},
  options?: RequestOptions,
): Promise<SessionPage> {
  const document =
    'query Sessions($first: Int, $after: String) { me { sessions(first: $first, after: $after) { edges { cursor node { id isCurrent createdAt lastUsedAt expiresAt userAgent ipAddress } } pageInfo { endCursor hasNextPage } } } }';
  const { me } = await gatehouse.request<{ me: { sessions: SessionPage } | null }>(document, page, options);
  if (!me) throw new GatehouseError('UNAUTHENTICATED', 'Nobody is signed in. Log in first.');
  return me.sessions;
}

/** Signs the user out on one device, which may be this one. */
export async function revokeSession(
  gatehouse: GatehouseClient,
  input: RevokeSessionInput,
  options?: RequestOptions,
): Promise<RevokeSessionResult> {
  const result = await mutate<RevokeSessionResult>(
    gatehouse,
    'revokeSession',
    `... on RevokeSessionPayload { revokedSessionId }`,
    input,
    options,
  );
  if (input.sessionId === gatehouse.sessionId()) await checkSession(gatehouse);
  return result;
}

/**
 * Deletes the account of the signed-in user, and signs out.
 *
 * @throws {GatehouseError} REAUTHENTICATION_REQUIRED: the user logged in too long ago. See `repeatAfterConfirmation`.
 */
export async function deleteAccount(
  gatehouse: GatehouseClient,
  input: DeleteAccountInput,
  options?: RequestOptions,
): Promise<DeleteAccountResult> {
  const result = await mutate<DeleteAccountResult>(
    gatehouse,
    'deleteAccount',
    `... on DeleteAccountPayload { deletedUserId } ${BUSY} ${ATTEMPTS}`,
    input,
    options,
  );
  // The session has ended with the account. A logout that fails does not bring it back.
  if (result.__typename === 'DeleteAccountPayload') await gatehouse.logout().catch(() => {});
  return result;
}
