const SESSION = 'id createdAt lastUsedAt expiresAt userAgent ipAddress assuranceLevel methods authenticatedAt';

const AUTH_PAYLOAD = `... on AuthPayload {
    accessToken accessTokenExpiresAt tokenType refreshToken refreshTokenExpiresAt
    session { ${SESSION} }
    user { id email username role }
    passwordChangeAdvised
  }`;

const AUTH_RESULT = `
  __typename
  ${AUTH_PAYLOAD}
  ... on ErrorResult { code message }
  ... on TooManyAttemptsError { retryAfterSeconds }`;

export const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { ${AUTH_RESULT} ... on InvalidInputError { fieldErrors { field code message } } }
}`;

export const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) {
    ${AUTH_RESULT} ... on InvalidInputError { fieldErrors { field code message } }
    ... on SecondFactorRequiredError { challengeToken expiresAt methods }
  }
}`;

export const REFRESH_TOKEN = `mutation ($input: RefreshTokenInput!) { refreshToken(input: $input) { ${AUTH_RESULT} } }`;

export const LOGOUT = 'mutation ($input: LogoutInput) { logout(input: $input) { endedSessionCount } }';

export const LOGOUT_ALL = 'mutation { logoutAll { endedSessionCount } }';

export const ME = '{ me { id email username role emailVerifiedAt createdAt updatedAt } }';

export const DEACTIVATE_WITH_REASON = `mutation ($input: UserIdInput!, $reason: String) {
  deactivateUser(input: $input, reason: $reason) {
    ... on UserPayload { user { deactivationReason } } ... on InvalidInputError { fieldErrors { field code } }
  }
}`;

export const NODE = `query ($id: ID!) {
  node(id: $id) { __typename id ... on User { email } ... on Session { userAgent } }
}`;

export const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

export const RENEW_RECOVERY_CODES = `mutation {
  renewRecoveryCodes { __typename ... on RecoveryCodesPayload { recoveryCodes } ... on ErrorResult { code message } }
}`;

export const FACTORS = '{ me { id hasPassword recoveryCodesLeft totpFactors { id name createdAt lastUsedAt } } }';

const API_KEY = 'id name start createdAt expiresAt lastUsedAt revokedAt';

const SERVICE_ACCOUNT = `id name permissions createdAt deactivatedAt apiKeys { ${API_KEY} }`;

export const SERVICE_ACCOUNTS = `{ serviceAccounts { totalCount edges { node { ${SERVICE_ACCOUNT} } } } }`;

export const WEBHOOK = 'id url description eventTypes state createdAt failingSince payloadQuery';

const DELIVERY = 'id eventId eventType state occurredAt nextAttemptAt attempts { at status problem durationMillis }';

export const WEBHOOKS = `query ($state: WebhookDeliveryState) {
  webhooks(first: 3) { totalCount edges { node { ${WEBHOOK} deliveries(state: $state, first: 5) { totalCount edges { node { ${DELIVERY} } } } } } }
}`;

const PASSKEY = 'id name createdAt lastUsedAt isSynced isBackedUp aaguid transports';

export const PASSKEYS = `{ me { id hasPassword passkeys { ${PASSKEY} } } }`;

const IDENTITY = 'id email createdAt lastUsedAt provider { id name }';

export const IDENTITIES = `{ me { id email emailVerifiedAt hasPassword identities { ${IDENTITY} } } }`;

const SOCIAL_LOGIN = `${AUTH_PAYLOAD} ... on AuthPayload { returnTo }
    ... on SecondFactorRequiredError { challengeToken methods returnTo }
    ... on AccountLinkRequiredError { linkToken expiresAt returnTo }
    ... on SocialLoginFailedError { reason }`;

/** Of those that begin something with a passkey. */
export function startMutation(field: string): string {
  const [declaration, argument] =
    field === 'startPasskeyLogin' ? ['($input: StartPasskeyLoginInput)', '(input: $input)'] : ['', ''];
  return `mutation ${declaration} { ${field}${argument} { ceremonyId options expiresAt } }`;
}

export const EMAIL = 'id kind recipient state attempts nextAttemptAt createdAt lastProblem';

const PAYLOADS: Record<string, string> = {
  changePassword: `... on ChangePasswordPayload {
    endedSessionCount accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt session { id createdAt }
  }`,
  completeLogin: AUTH_PAYLOAD,
  startTotpEnrollment: '... on TotpEnrollment { enrollmentId secret otpauthUri qrCodeSvg expiresAt }',
  confirmTotpEnrollment: `... on TotpEnrollmentPayload {
    totpFactor { id name createdAt lastUsedAt } recoveryCodes endedSessionCount
    accessToken accessTokenExpiresAt session { ${SESSION} }
  }`,
  completePasskeyLogin: `${AUTH_PAYLOAD}
    ... on InvalidPasskeyError { reason } ... on SecondFactorRequiredError { challengeToken methods }`,
  requestEmailLogin: '... on EmailLoginRequested { message flowToken expiresAt }',
  completeEmailLogin: `${AUTH_PAYLOAD}
    ... on InvalidMailTokenError { reason } ... on SecondFactorRequiredError { challengeToken methods }`,
  startPasskeySignUp: '... on PasskeyCeremony { ceremonyId options expiresAt }',
  registerWithPasskey: `${AUTH_PAYLOAD} ... on VerificationRequired { message } ... on InvalidPasskeyError { reason }`,
  completePasskeyRegistration: `... on PasskeyPayload { endedSessionCount passkey { ${PASSKEY} } }
    ... on InvalidPasskeyError { reason }`,
  renamePasskey: `... on PasskeyPayload { passkey { ${PASSKEY} } }`,
  removePasskey: '... on RemovePasskeyPayload { removedPasskeyId }',
  startSocialLogin: '... on SocialLoginStart { url flowToken }',
  completeSocialLogin: SOCIAL_LOGIN,
  loginWithIdToken: SOCIAL_LOGIN,
  linkIdentity: `... on IdentityPayload { returnTo identity { ${IDENTITY} } } ... on SocialLoginFailedError { reason }`,
  unlinkIdentity: `... on UserPayload { user { id identities { ${IDENTITY} } } }`,
  removeTotpFactor: '... on RemoveTotpFactorPayload { removedTotpFactorId }',
  confirmIdentity: `... on IdentityConfirmation { accessToken accessTokenExpiresAt session { ${SESSION} } }
    ... on InvalidPasskeyError { reason }`,
  resetSecondFactors: '... on UserPayload { user { id } }',
  requestPasswordReset: '... on MailRequestedPayload { message }',
  resetPassword: '... on InvalidMailTokenError { reason }',
  requestEmailVerification: '... on MailRequestedPayload { message }',
  verifyEmail: '... on AccountPayload { user { id email emailVerifiedAt } } ... on InvalidMailTokenError { reason }',
  undoEmailChange:
    '... on AccountPayload { user { id email emailVerifiedAt } } ... on InvalidMailTokenError { reason }',
  changeEmail: '... on MailRequestedPayload { message }',
  updateProfile: '... on AccountPayload { user { username } }',
  deleteAccount: '... on DeleteAccountPayload { deletedUserId }',
  revokeSession: '... on RevokeSessionPayload { revokedSessionId }',
  claimAdministration: '... on AccountPayload { user { id role } }',
  createUser: '... on UserPayload { user { id email role } }',
  sendPasswordReset: '... on MailRequestedPayload { message }',
  setUserRole: '... on UserPayload { user { id role } }',
  deactivateUser: '... on UserPayload { user { id deactivatedAt deactivationReason } }',
  reactivateUser: '... on UserPayload { user { id deactivatedAt deactivationReason } }',
  verifyUserEmail: '... on UserPayload { user { id emailVerifiedAt } }',
  endUserSession: '... on EndUserSessionPayload { endedSessionId }',
  endUserSessions: '... on EndUserSessionsPayload { endedSessionCount }',
  deleteUser: '... on DeleteUserPayload { deletedUserId }',
  importUsers: '... on ImportUsersPayload { importedCount existingCount rejectedLines { line message } }',
  retryEmail: `... on RetryEmailPayload { email { ${EMAIL} } }`,
  sendTestEmail: `... on SendTestEmailPayload { email { ${EMAIL} } }`,
  createServiceAccount: `... on ServiceAccountPayload { serviceAccount { ${SERVICE_ACCOUNT} } }`,
  deactivateServiceAccount: `... on ServiceAccountPayload { serviceAccount { ${SERVICE_ACCOUNT} } }`,
  reactivateServiceAccount: `... on ServiceAccountPayload { serviceAccount { ${SERVICE_ACCOUNT} } }`,
  createApiKey: `... on ApiKeySecretPayload { secret apiKey { ${API_KEY} } }`,
  revokeApiKey: `... on ApiKeyPayload { apiKey { ${API_KEY} } }`,
  createWebhook: `... on WebhookSecretPayload { secret webhook { ${WEBHOOK} } }`,
  updateWebhook: `... on WebhookPayload { webhook { ${WEBHOOK} } }`,
  deleteWebhook: '... on DeleteWebhookPayload { deletedWebhookId }',
  rotateWebhookSecret: `... on WebhookSecretPayload { secret webhook { ${WEBHOOK} } }`,
  sendTestEvent: `... on WebhookDeliveryPayload { delivery { ${DELIVERY} } }`,
  retryWebhookDelivery: `... on WebhookDeliveryPayload { delivery { ${DELIVERY} } }`,
  exchangeApiKey: '... on MachineTokenPayload { accessToken accessTokenExpiresAt }',
};

/** Mutations that take no fields wrong say so by InvalidInputError. */
const CHECKED = [
  'changePassword',
  'requestPasswordReset',
  'resetPassword',
  'requestEmailVerification',
  'changeEmail',
  'updateProfile',
  'completeLogin',
  'confirmIdentity',
  'startTotpEnrollment',
  'createUser',
  'deactivateUser',
  'completePasskeyRegistration',
  'renamePasskey',
  'requestEmailLogin',
  'completeEmailLogin',
  'startPasskeySignUp',
  'registerWithPasskey',
  'importUsers',
  'sendTestEmail',
  'startSocialLogin',
  'createServiceAccount',
  'createApiKey',
  'createWebhook',
  'updateWebhook',
];
/** Mutations that may be tried too often. */
const LIMITED = [
  'changePassword',
  'requestPasswordReset',
  'requestEmailVerification',
  'verifyEmail',
  'changeEmail',
  'updateProfile',
  'deleteAccount',
  'completeLogin',
  'confirmIdentity',
  'confirmTotpEnrollment',
  'completePasskeyLogin',
  'startSocialLogin',
  'completeSocialLogin',
  'loginWithIdToken',
  'linkIdentity',
  'requestEmailLogin',
  'completeEmailLogin',
  'startPasskeySignUp',
  'registerWithPasskey',
  'createUser',
  'sendPasswordReset',
  'sendTestEmail',
  'exchangeApiKey',
];
const ADMINISTERING = [
  ...['deactivateUser', 'reactivateUser', 'endUserSessions', 'deleteUser'],
  ...['resetSecondFactors', 'sendPasswordReset', 'verifyUserEmail'],
];

const SHARED_INPUTS: Record<string, string> = {
  completePasskeyLogin: 'PasskeyResponseInput',
  deactivateServiceAccount: 'ServiceAccountIdInput',
  reactivateServiceAccount: 'ServiceAccountIdInput',
  deleteWebhook: 'WebhookIdInput',
  rotateWebhookSecret: 'WebhookIdInput',
  sendTestEvent: 'WebhookIdInput',
};

/** The mutation of a name, with all there is to know about its outcome. */
export function mutation(field: string): string {
  const ownType = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const type = ADMINISTERING.includes(field) ? 'UserIdInput' : (SHARED_INPUTS[field] ?? ownType);
  const fieldErrors = CHECKED.includes(field) ? '... on InvalidInputError { fieldErrors { field code } }' : '';
  const delay = LIMITED.includes(field) ? '... on TooManyAttemptsError { retryAfterSeconds }' : '';
  return `mutation ($input: ${type}!) {
    ${field}(input: $input) { __typename ${PAYLOADS[field]} ... on ErrorResult { code message } ${fieldErrors} ${delay} }
  }`;
}
