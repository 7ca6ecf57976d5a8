/** An operation that is ready to run. */
export interface Operation {
  readonly name: string;
  readonly query: string;
  /** Whether a tab with it is open the first time that the page is shown. */
  readonly isOpen: boolean;
}

export interface OperationGroup {
  readonly title: string;
  readonly operations: readonly Operation[];
}

const AUTH_RESULT = `__typename
    ... on AuthPayload {
      accessTokenExpiresAt
      user { id email username role }
    }
    ... on ErrorResult { code message }`;

const FIELD_ERRORS = '... on InvalidInputError { fieldErrors { field code message } }';

const USER_RESULT = `__typename
    ... on UserPayload { user { id email role deactivatedAt } }
    ... on ErrorResult { code message }`;

const USER_ID = '00000000-0000-0000-0000-000000000000';

/** The input is in the operation itself: nothing has to be filled in elsewhere before it runs. */
export const OPERATION_GROUPS: readonly OperationGroup[] = [
  {
    title: 'People',
    operations: [
      open(`# The tokens are kept in cookies:
# run the tabs from left to right.
mutation Register {
  register(input: { email: "grace@example.com", password: "correct horse battery", username: "grace" }) {
    ${AUTH_RESULT}
    ${FIELD_ERRORS}
  }
}`),
      open(`mutation Login {
  login(input: { email: "grace@example.com", password: "correct horse battery" }) {
    ${AUTH_RESULT}
    ... on SecondFactorRequiredError { challengeToken methods }
  }
}`),
      open(`query Me {
  me { id email username role createdAt }
}`),
      closed(`mutation UpdateProfile {
  updateProfile(input: { username: "grace.hopper", locale: "en-US" }) {
    __typename
    ... on AccountPayload { user { id username locale } }
    ... on ErrorResult { code message }
    ${FIELD_ERRORS}
  }
}`),
      closed(`mutation VerifyEmail {
  # The token is in the link of the email: /dev/mail
  verifyEmail(input: { token: "" }) {
    __typename
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation RequestEmailVerification {
  requestEmailVerification(input: { email: "grace@example.com" }) {
    __typename
    ... on MailRequestedPayload { message }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation ChangeEmail {
  changeEmail(input: { newEmail: "hopper@example.com", password: "correct horse battery" }) {
    __typename
    ... on MailRequestedPayload { message }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation UndoEmailChange {
  # The token is in the link of the email to the previous address: /dev/mail
  undoEmailChange(input: { token: "" }) {
    __typename
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation ChangePassword {
  changePassword(input: { currentPassword: "correct horse battery", newPassword: "battery staple correct" }) {
    __typename
    ... on ChangePasswordPayload { accessTokenExpiresAt endedSessionCount }
    ... on ErrorResult { code message }
    ${FIELD_ERRORS}
  }
}`),
      closed(`mutation RequestPasswordReset {
  requestPasswordReset(input: { email: "grace@example.com" }) {
    __typename
    ... on MailRequestedPayload { message }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation ResetPassword {
  # The token is in the link of the email: /dev/mail
  resetPassword(input: { token: "", newPassword: "correct horse battery" }) {
    __typename
    ... on ResetPasswordPayload { message }
    ... on ErrorResult { code message }
    ${FIELD_ERRORS}
  }
}`),
      closed(`mutation DeleteAccount {
  deleteAccount(input: { password: "correct horse battery" }) {
    __typename
    ... on DeleteAccountPayload { deletedUserId }
    ... on ErrorResult { code message }
  }
}`),
    ],
  },
  {
    title: 'Second factor',
    operations: [
      closed(`mutation StartTotpEnrollment {
  startTotpEnrollment(input: { name: "Phone" }) {
    __typename
    ... on TotpEnrollment { enrollmentId secret otpauthUri expiresAt }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation ConfirmTotpEnrollment {
  # The id from StartTotpEnrollment, and a code of the app
  confirmTotpEnrollment(input: { enrollmentId: "${USER_ID}", code: "" }) {
    __typename
    ... on TotpEnrollmentPayload { recoveryCodes endedSessionCount session { assuranceLevel } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation CompleteLogin {
  # The token from Login, and a code of the app
  completeLogin(input: { challengeToken: "", totpCode: "" }) {
    ${AUTH_RESULT}
  }
}`),
      closed(`mutation ConfirmIdentity {
  confirmIdentity(input: { password: "correct horse battery" }) {
    __typename
    ... on IdentityConfirmation { session { assuranceLevel methods authenticatedAt } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`query SecondFactors {
  me {
    totpFactors { id name createdAt lastUsedAt }
    recoveryCodesLeft
  }
}`),
      closed(`mutation RenewRecoveryCodes {
  renewRecoveryCodes {
    __typename
    ... on RecoveryCodesPayload { recoveryCodes }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation RemoveTotpFactor {
  # An id from SecondFactors
  removeTotpFactor(input: { totpFactorId: "${USER_ID}" }) {
    __typename
    ... on RemoveTotpFactorPayload { removedTotpFactorId }
    ... on ErrorResult { code message }
  }
}`),
    ],
  },
  {
    title: 'Sign in by email',
    operations: [
      closed(`mutation RequestEmailLogin {
  # EMAIL_LOGIN has to be set
  requestEmailLogin(input: { email: "grace@example.com" }) {
    __typename
    ... on EmailLoginRequested { message flowToken expiresAt }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation CompleteEmailLogin {
  # The flowToken from RequestEmailLogin, and the code in the email: /dev/mail
  completeEmailLogin(input: { flowToken: "", code: "" }) {
    ${AUTH_RESULT}
    ... on SecondFactorRequiredError { challengeToken methods }
    ${FIELD_ERRORS}
  }
}`),
    ],
  },
  {
    title: 'Passkeys',
    operations: [
      closed(`query Passkeys {
  me {
    hasPassword
    passkeys { id name createdAt lastUsedAt isSynced isBackedUp aaguid transports }
  }
}`),
      closed(`mutation StartPasskeyRegistration {
  startPasskeyRegistration { ceremonyId options expiresAt }
}`),
      closed(`mutation CompletePasskeyRegistration {
  # The id from StartPasskeyRegistration, and what the browser returned
  completePasskeyRegistration(input: { ceremonyId: "${USER_ID}", response: {} }) {
    __typename
    ... on PasskeyPayload { passkey { id name } }
    ... on InvalidPasskeyError { reason }
    ... on ErrorResult { code message }
    ${FIELD_ERRORS}
  }
}`),
      closed(`mutation StartPasskeySignUp {
  startPasskeySignUp(input: { email: "grace@example.com" }) {
    __typename
    ... on PasskeyCeremony { ceremonyId options expiresAt }
    ... on ErrorResult { code message }
    ${FIELD_ERRORS}
  }
}`),
      closed(`mutation RegisterWithPasskey {
  # The id from StartPasskeySignUp, and what the browser returned
  registerWithPasskey(input: { ceremonyId: "${USER_ID}", response: {} }) {
    ${AUTH_RESULT}
    ... on InvalidPasskeyError { reason }
  }
}`),
      closed(`mutation StartPasskeyLogin {
  startPasskeyLogin { ceremonyId options expiresAt }
}`),
      closed(`mutation CompletePasskeyLogin {
  # The id from StartPasskeyLogin, and what the browser returned
  completePasskeyLogin(input: { ceremonyId: "${USER_ID}", response: {} }) {
    ${AUTH_RESULT}
    ... on InvalidPasskeyError { reason }
  }
}`),
      closed(`mutation StartPasskeyConfirmation {
  # Complete it with ConfirmIdentity
  startPasskeyConfirmation { ceremonyId options expiresAt }
}`),
      closed(`mutation RenamePasskey {
  # An id from Passkeys
  renamePasskey(input: { passkeyId: "${USER_ID}", name: "Blue key" }) {
    __typename
    ... on PasskeyPayload { passkey { id name } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation RemovePasskey {
  # An id from Passkeys
  removePasskey(input: { passkeyId: "${USER_ID}" }) {
    __typename
    ... on RemovePasskeyPayload { removedPasskeyId }
    ... on ErrorResult { code message }
  }
}`),
    ],
  },
  {
    title: 'Social login',
    operations: [
      open(`query IdentityProviders {
  identityProviders { id name }
}`),
      open(`mutation StartSocialLogin {
  # An id from IdentityProviders
  startSocialLogin(input: { provider: "google", returnTo: "/" }) {
    __typename
    ... on SocialLoginStart { url flowToken }
    ... on ErrorResult { code message }
    ${FIELD_ERRORS}
  }
}`),
      open(`mutation CompleteSocialLogin {
  # The address that the browser came back to
  completeSocialLogin(input: { callbackUrl: "https://app.example.com/social-login?code=..." }) {
    ${AUTH_RESULT}
    ... on AuthPayload { returnTo }
    ... on SecondFactorRequiredError { challengeToken methods returnTo }
    ... on AccountLinkRequiredError { linkToken expiresAt returnTo }
    ... on SocialLoginFailedError { reason }
  }
}`),
      open(`mutation LoginWithIdToken {
  # What a native app was given
  loginWithIdToken(input: { provider: "google", idToken: "", nonce: "" }) {
    ${AUTH_RESULT}
    ... on SecondFactorRequiredError { challengeToken methods }
    ... on AccountLinkRequiredError { linkToken expiresAt }
    ... on SocialLoginFailedError { reason }
  }
}`),
      closed(`query Identities {
  me {
    identities { id provider { id name } email createdAt lastUsedAt }
  }
}`),
      closed(`mutation LinkIdentity {
  # After StartSocialLogin with link: true
  linkIdentity(input: { callbackUrl: "https://app.example.com/social-login?code=..." }) {
    __typename
    ... on IdentityPayload { identity { id provider { name } } returnTo }
    ... on SocialLoginFailedError { reason }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation UnlinkIdentity {
  # An id from Identities
  unlinkIdentity(input: { identityId: "${USER_ID}" }) {
    __typename
    ... on UserPayload { user { id } }
    ... on ErrorResult { code message }
  }
}`),
    ],
  },
  {
    title: 'Sessions',
    operations: [
      open(`mutation RefreshToken {
  refreshToken {
    ${AUTH_RESULT}
  }
}`),
      closed(`query Sessions {
  me {
    sessions(first: 20) {
      edges { node { id createdAt lastUsedAt expiresAt userAgent ipAddress } }
    }
  }
}`),
      closed(`mutation RevokeSession {
  # An id from Sessions
  revokeSession(input: { sessionId: "${USER_ID}" }) {
    __typename
    ... on RevokeSessionPayload { revokedSessionId }
    ... on ErrorResult { code message }
  }
}`),
      open(`mutation Logout {
  logout { endedSessionCount }
}`),
      closed(`mutation LogoutAll {
  logoutAll { endedSessionCount }
}`),
      open(`subscription SessionEnded {
  sessionEnded { sessionId reason endedAt }
}`),
      closed(`subscription Revocations {
  revocations { isSnapshot revoked { id expiresAt } asOf }
}`),
      closed(`mutation IntrospectToken {
  introspectToken(input: { token: "" }) {
    active
  }
}`),
    ],
  },
  {
    title: 'Administration',
    operations: [
      closed(`query Users {
  users(first: 20) {
    totalCount
    edges { node { id email username role emailVerifiedAt deactivatedAt } }
    pageInfo { hasNextPage endCursor }
  }
}`),
      closed(`query AuditEvents {
  auditEvents(first: 20) {
    edges { node { id kind outcome occurredAt actor { email } subject { email } } }
    pageInfo { hasNextPage endCursor }
  }
}`),
      closed(`query UserAuditEvents {
  me {
    auditEvents(first: 10) { edges { node { kind outcome occurredAt ipAddress userAgent } } }
  }
}`),
      closed(`query Statistics {
  statistics(since: "2026-11-01T00:00:00Z", until: "2026-12-01T00:00:00Z") {
    date registrations logins failedLogins activeUsers endedSessions
  }
}`),
      closed(`query ServerStatus {
  serverStatus {
    version startedAt
    database { kind version }
    userCount activeSessionCount blacklistedTokenCount
    waitingEmailCount failedEmailCount
    hashingQueue { waiting limit }
  }
}`),
      closed(`query Settings {
  settings { name value source isSecret }
}`),
      closed(`query Keys {
  signingKeys { id algorithm signs isPublished fileModifiedAt }
  encryptionKeys { id encrypts }
}`),
      closed(`query Emails {
  emails(first: 20) {
    edges { node { id kind recipient state attempts nextAttemptAt lastProblem } }
    pageInfo { hasNextPage endCursor }
  }
}`),
      closed(`mutation RetryEmail {
  # An id from Emails
  retryEmail(input: { emailId: "${USER_ID}" }) {
    __typename
    ... on RetryEmailPayload { email { id nextAttemptAt } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation SendTestEmail {
  sendTestEmail(input: { email: "ada@example.com" }) {
    __typename
    ... on SendTestEmailPayload { email { id state } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation ImportUsers {
  # Lines of CSV or JSON. A trial: remove dryRun to import them
  importUsers(input: {
    format: JSON_LINES, dryRun: true
    text: "{\\"email\\": \\"grace@example.com\\", \\"password_hash\\": \\"pbkdf2:sha256:...\\"}"
  }) {
    __typename
    ... on ImportUsersPayload { importedCount existingCount rejectedLines { line message } }
    ... on ErrorResult { code message }
  }
}`),
      open(`query ServerInfo {
  serverInfo { features version }
}`),
      closed(`query Node {
  # Any id: a user's, a session's
  node(id: "${USER_ID}") {
    __typename
    id
  }
}`),
      closed(`query Nodes {
  nodes(ids: ["${USER_ID}"]) {
    __typename
    id
  }
}`),
      closed(`mutation ClaimAdministration {
  # The token is in the terminal in which the server was started, while there is no administrator
  claimAdministration(input: { token: "" }) {
    __typename
    ... on AccountPayload { user { email role } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation CreateUser {
  createUser(input: { email: "grace@example.com" }) {
    ${USER_RESULT}
  }
}`),
      closed(`mutation SendPasswordReset {
  # An id from Users
  sendPasswordReset(input: { userId: "${USER_ID}" }) {
    __typename
    ... on MailRequestedPayload { message }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation SetUserRole {
  # An id from Users
  setUserRole(input: { userId: "${USER_ID}", role: ADMIN }) {
    ${USER_RESULT}
  }
}`),
      closed(`mutation DeactivateUser {
  deactivateUser(input: { userId: "${USER_ID}" }, reason: "Sends spam.") {
    ${USER_RESULT}
  }
}`),
      closed(`mutation ReactivateUser {
  reactivateUser(input: { userId: "${USER_ID}" }) {
    ${USER_RESULT}
  }
}`),
      closed(`mutation ResetSecondFactors {
  resetSecondFactors(input: { userId: "${USER_ID}" }) {
    ${USER_RESULT}
  }
}`),
      closed(`mutation VerifyUserEmail {
  verifyUserEmail(input: { userId: "${USER_ID}" }) {
    ${USER_RESULT}
  }
}`),
      closed(`mutation EndUserSession {
  # The id of a session is in User.sessions
  endUserSession(input: { userId: "${USER_ID}", sessionId: "" }) {
    __typename
    ... on EndUserSessionPayload { endedSessionId }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation EndUserSessions {
  endUserSessions(input: { userId: "${USER_ID}" }) {
    __typename
    ... on EndUserSessionsPayload { endedSessionCount }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation DeleteUser {
  deleteUser(input: { userId: "${USER_ID}" }) {
    __typename
    ... on DeleteUserPayload { deletedUserId }
    ... on ErrorResult { code message }
  }
}`),
    ],
  },
  {
    title: 'Service accounts',
    operations: [
      closed(`query ServiceAccounts {
  serviceAccounts(first: 20) {
    edges { node { id name permissions deactivatedAt apiKeys { id start name expiresAt lastUsedAt revokedAt } } }
  }
}`),
      closed(`mutation CreateServiceAccount {
  createServiceAccount(input: { name: "Billing", permissions: [USERS_READ] }) {
    __typename
    ... on ServiceAccountPayload { serviceAccount { id name permissions } }
    ... on InvalidInputError { fieldErrors { field code message } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation CreateApiKey {
  # An id from ServiceAccounts
  createApiKey(input: { serviceAccountId: "${USER_ID}", name: "Production" }) {
    __typename
    ... on ApiKeySecretPayload { secret apiKey { id start expiresAt } }
    ... on InvalidInputError { fieldErrors { field code message } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation ExchangeApiKey {
  # The secret from CreateApiKey
  exchangeApiKey(input: { apiKey: "" }) {
    __typename
    ... on MachineTokenPayload { accessToken accessTokenExpiresAt }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation RevokeApiKey {
  # The id of a key from ServiceAccounts
  revokeApiKey(input: { apiKeyId: "${USER_ID}" }) {
    __typename
    ... on ApiKeyPayload { apiKey { id revokedAt } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation DeactivateServiceAccount {
  deactivateServiceAccount(input: { serviceAccountId: "${USER_ID}" }) {
    __typename
    ... on ServiceAccountPayload { serviceAccount { id deactivatedAt } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation ReactivateServiceAccount {
  reactivateServiceAccount(input: { serviceAccountId: "${USER_ID}" }) {
    __typename
    ... on ServiceAccountPayload { serviceAccount { id deactivatedAt } }
    ... on ErrorResult { code message }
  }
}`),
    ],
  },
  {
    title: 'Webhooks',
    operations: [
      closed(`query Webhooks {
  webhooks(first: 5) {
    edges {
      node {
        id url description eventTypes state failingSince
        deliveries(first: 5) {
          edges {
            node { id eventId eventType state occurredAt nextAttemptAt attempts { at status problem durationMillis } }
          }
        }
      }
    }
  }
}`),
      closed(`mutation CreateWebhook {
  createWebhook(input: { url: "https://example.com/events", eventTypes: [USER_CREATED, SESSION_ENDED] }) {
    __typename
    ... on WebhookSecretPayload { secret webhook { id url eventTypes } }
    ... on InvalidInputError { fieldErrors { field code message } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation UpdateWebhook {
  # An id from Webhooks
  updateWebhook(input: { webhookId: "${USER_ID}", description: "Billing", enabled: true }) {
    __typename
    ... on WebhookPayload { webhook { id description state } }
    ... on InvalidInputError { fieldErrors { field code message } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation SendTestEvent {
  sendTestEvent(input: { webhookId: "${USER_ID}" }) {
    __typename
    ... on WebhookDeliveryPayload { delivery { id eventId state } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation RetryWebhookDelivery {
  # The id of a delivery from Webhooks
  retryWebhookDelivery(input: { deliveryId: "${USER_ID}" }) {
    __typename
    ... on WebhookDeliveryPayload { delivery { id state nextAttemptAt } }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation RotateWebhookSecret {
  rotateWebhookSecret(input: { webhookId: "${USER_ID}" }) {
    __typename
    ... on WebhookSecretPayload { secret }
    ... on ErrorResult { code message }
  }
}`),
      closed(`mutation DeleteWebhook {
  deleteWebhook(input: { webhookId: "${USER_ID}" }) {
    __typename
    ... on DeleteWebhookPayload { deletedWebhookId }
    ... on ErrorResult { code message }
  }
}`),
    ],
  },
];

function open(query: string): Operation {
  return { name: nameOf(query), query, isOpen: true };
}

function closed(query: string): Operation {
  return { name: nameOf(query), query, isOpen: false };
}

function nameOf(query: string): string {
  return /^(?:query|mutation|subscription) (\w+)/m.exec(query)?.[1] ?? '';
}
