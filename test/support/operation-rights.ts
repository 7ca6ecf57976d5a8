/**
 * Who may use each operation, beside machines, about which `MACHINE_PERMISSIONS` decides. What is added to the schema
 * needs a decision here.
 */
export const OPERATION_RIGHTS = {
  /** Also without a token, or with another proof than one: a password, a code, a refresh token, an API key. */
  anyone: [
    ...['identityProviders', 'me', 'node', 'nodes', 'serverInfo'],
    ...['register', 'login', 'completeLogin', 'refreshToken', 'introspectToken', 'exchangeApiKey'],
    ...['startPasskeySignUp', 'registerWithPasskey', 'startPasskeyLogin', 'completePasskeyLogin'],
    ...['startSocialLogin', 'completeSocialLogin', 'loginWithIdToken', 'requestEmailLogin', 'completeEmailLogin'],
    ...['requestPasswordReset', 'resetPassword', 'requestEmailVerification', 'verifyEmail', 'undoEmailChange'],
  ],
  /** Anyone who is signed in, on their own account. For `logout`, a refresh token suffices. */
  users: [
    ...['updateProfile', 'changePassword', 'changeEmail', 'deleteAccount'],
    ...[
      'logout',
      'logoutAll',
      'revokeSession',
      'confirmIdentity',
      'claimAdministration',
      'linkIdentity',
      'unlinkIdentity',
    ],
    ...['startTotpEnrollment', 'confirmTotpEnrollment', 'removeTotpFactor', 'renewRecoveryCodes'],
    ...['startPasskeyRegistration', 'completePasskeyRegistration', 'startPasskeyConfirmation'],
    ...['renamePasskey', 'removePasskey', 'sessionEnded'],
  ],
  administrators: [
    ...['users', 'auditEvents', 'statistics', 'serviceAccounts', 'webhooks', 'revocations'],
    ...['serverStatus', 'settings', 'signingKeys', 'encryptionKeys', 'emails', 'retryEmail', 'sendTestEmail'],
    ...['createUser', 'importUsers', 'sendPasswordReset', 'setUserRole', 'deactivateUser', 'reactivateUser'],
    ...['deleteUser', 'endUserSessions', 'endUserSession', 'resetSecondFactors', 'verifyUserEmail'],
    ...['createServiceAccount', 'deactivateServiceAccount', 'reactivateServiceAccount', 'createApiKey', 'revokeApiKey'],
    ...['createWebhook', 'updateWebhook', 'deleteWebhook', 'rotateWebhookSecret', 'sendTestEvent'],
    'retryWebhookDelivery',
  ],
} as const;

export type OperationRight = keyof typeof OPERATION_RIGHTS;
