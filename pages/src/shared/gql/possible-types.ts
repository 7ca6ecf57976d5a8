
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "ChangeEmailResult": [
      "EmailTakenError",
      "InvalidInputError",
      "MailRequestedPayload",
      "MailUnavailableError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "ChangePasswordResult": [
      "ChangePasswordPayload",
      "InvalidInputError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "ClaimAdministrationResult": [
      "AccountPayload",
      "InvalidMailTokenError"
    ],
    "CompleteEmailLoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "InvalidInputError",
      "InvalidMailTokenError",
      "SecondFactorRequiredError",
      "TooManyAttemptsError",
      "WrongCodeError"
    ],
    "CompleteLoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "InvalidChallengeError",
      "InvalidInputError",
      "TooManyAttemptsError",
      "WrongCodeError"
    ],
    "CompletePasskeyLoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "InvalidPasskeyError",
      "SecondFactorRequiredError",
      "TooManyAttemptsError"
    ],
    "CompletePasskeyRegistrationResult": [
      "InvalidInputError",
      "InvalidPasskeyError",
      "PasskeyPayload",
      "PasskeyTakenError",
      "TooManyPasskeysError"
    ],
    "CompleteSocialLoginResult": [
      "AccountDeactivatedError",
      "AccountLinkRequiredError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "EmailRequiredError",
      "SecondFactorRequiredError",
      "SocialLoginFailedError",
      "TooManyAttemptsError"
    ],
    "ConfirmIdentityResult": [
      "IdentityConfirmation",
      "InvalidInputError",
      "InvalidPasskeyError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongCodeError",
      "WrongPasswordError"
    ],
    "ConfirmTotpEnrollmentResult": [
      "InvalidChallengeError",
      "TooManyAttemptsError",
      "TooManyFactorsError",
      "TotpEnrollmentPayload",
      "WrongCodeError"
    ],
    "CreateApiKeyResult": [
      "ApiKeySecretPayload",
      "InvalidInputError",
      "ServiceAccountNotFoundError"
    ],
    "CreateServiceAccountResult": [
      "InvalidInputError",
      "ServiceAccountPayload"
    ],
    "CreateUserResult": [
      "EmailTakenError",
      "InvalidInputError",
      "MailUnavailableError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "UserPayload",
      "UsernameTakenError"
    ],
    "CreateWebhookResult": [
      "InvalidInputError",
      "TooManyWebhooksError",
      "WebhookSecretPayload"
    ],
    "DeactivateUserResult": [
      "InvalidInputError",
      "LastAdministratorError",
      "UserNotFoundError",
      "UserPayload"
    ],
    "DeleteAccountResult": [
      "DeleteAccountPayload",
      "LastAdministratorError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "DeleteUserResult": [
      "DeleteUserPayload",
      "LastAdministratorError",
      "UserNotFoundError"
    ],
    "DeleteWebhookResult": [
      "DeleteWebhookPayload",
      "WebhookNotFoundError"
    ],
    "EndUserSessionResult": [
      "EndUserSessionPayload",
      "SessionNotFoundError",
      "UserNotFoundError"
    ],
    "EndUserSessionsResult": [
      "EndUserSessionsPayload",
      "UserNotFoundError"
    ],
    "ErrorResult": [
      "AccountDeactivatedError",
      "AccountLinkRequiredError",
      "ApiKeyNotFoundError",
      "EmailNotFoundError",
      "EmailNotVerifiedError",
      "EmailRequiredError",
      "EmailTakenError",
      "FactorNotFoundError",
      "IdentityNotFoundError",
      "IdentityTakenError",
      "InvalidApiKeyError",
      "InvalidChallengeError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "InvalidMailTokenError",
      "InvalidPasskeyError",
      "InvalidRefreshTokenError",
      "LastAdministratorError",
      "LastSignInMethodError",
      "MailUnavailableError",
      "NoSecondFactorError",
      "PasskeyNotFoundError",
      "PasskeyTakenError",
      "ProviderUnavailableError",
      "SecondFactorRequiredError",
      "ServerBusyError",
      "ServiceAccountNotFoundError",
      "SessionNotFoundError",
      "SocialLoginFailedError",
      "TooManyAttemptsError",
      "TooManyFactorsError",
      "TooManyPasskeysError",
      "TooManyWebhooksError",
      "UserNotFoundError",
      "UsernameTakenError",
      "WebhookDeliveryNotFoundError",
      "WebhookDisabledError",
      "WebhookNotFoundError",
      "WrongCodeError",
      "WrongPasswordError"
    ],
    "ExchangeApiKeyResult": [
      "InvalidApiKeyError",
      "MachineTokenPayload",
      "TooManyAttemptsError"
    ],
    "ImportUsersResult": [
      "ImportUsersPayload",
      "InvalidInputError"
    ],
    "LinkIdentityResult": [
      "IdentityPayload",
      "IdentityTakenError",
      "SocialLoginFailedError",
      "TooManyAttemptsError"
    ],
    "LoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "InvalidChallengeError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "SecondFactorRequiredError",
      "ServerBusyError",
      "TooManyAttemptsError"
    ],
    "LoginWithIdTokenResult": [
      "AccountDeactivatedError",
      "AccountLinkRequiredError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "EmailRequiredError",
      "ProviderUnavailableError",
      "SecondFactorRequiredError",
      "SocialLoginFailedError",
      "TooManyAttemptsError"
    ],
    "Node": [
      "ApiKey",
      "AuditEvent",
      "Identity",
      "OutgoingEmail",
      "Passkey",
      "ServiceAccount",
      "Session",
      "TotpFactor",
      "User",
      "Webhook",
      "WebhookDelivery"
    ],
    "ReactivateUserResult": [
      "UserNotFoundError",
      "UserPayload"
    ],
    "RefreshTokenResult": [
      "AuthPayload",
      "InvalidRefreshTokenError",
      "TooManyAttemptsError"
    ],
    "RegisterResult": [
      "AuthPayload",
      "EmailTakenError",
      "InvalidInputError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "UsernameTakenError",
      "VerificationRequired"
    ],
    "RegisterWithPasskeyResult": [
      "AuthPayload",
      "EmailTakenError",
      "InvalidInputError",
      "InvalidPasskeyError",
      "PasskeyTakenError",
      "TooManyAttemptsError",
      "UsernameTakenError",
      "VerificationRequired"
    ],
    "RemovePasskeyResult": [
      "LastSignInMethodError",
      "PasskeyNotFoundError",
      "RemovePasskeyPayload"
    ],
    "RemoveTotpFactorResult": [
      "FactorNotFoundError",
      "RemoveTotpFactorPayload"
    ],
    "RenamePasskeyResult": [
      "InvalidInputError",
      "PasskeyNotFoundError",
      "PasskeyPayload"
    ],
    "RenewRecoveryCodesResult": [
      "NoSecondFactorError",
      "RecoveryCodesPayload"
    ],
    "RequestEmailLoginResult": [
      "EmailLoginRequested",
      "InvalidInputError",
      "MailUnavailableError",
      "TooManyAttemptsError"
    ],
    "RequestEmailVerificationResult": [
      "InvalidInputError",
      "MailRequestedPayload",
      "MailUnavailableError",
      "TooManyAttemptsError"
    ],
    "RequestPasswordResetResult": [
      "InvalidInputError",
      "MailRequestedPayload",
      "MailUnavailableError",
      "TooManyAttemptsError"
    ],
    "ResetPasswordResult": [
      "InvalidInputError",
      "InvalidMailTokenError",
      "ResetPasswordPayload",
      "ServerBusyError"
    ],
    "ResetSecondFactorsResult": [
      "UserNotFoundError",
      "UserPayload"
    ],
    "RetryEmailResult": [
      "EmailNotFoundError",
      "RetryEmailPayload"
    ],
    "RetryWebhookDeliveryResult": [
      "WebhookDeliveryNotFoundError",
      "WebhookDeliveryPayload",
      "WebhookDisabledError"
    ],
    "RevokeApiKeyResult": [
      "ApiKeyNotFoundError",
      "ApiKeyPayload"
    ],
    "RevokeSessionResult": [
      "RevokeSessionPayload",
      "SessionNotFoundError"
    ],
    "RotateWebhookSecretResult": [
      "WebhookNotFoundError",
      "WebhookSecretPayload"
    ],
    "SendPasswordResetResult": [
      "MailRequestedPayload",
      "MailUnavailableError",
      "TooManyAttemptsError",
      "UserNotFoundError"
    ],
    "SendTestEmailResult": [
      "InvalidInputError",
      "MailUnavailableError",
      "SendTestEmailPayload",
      "TooManyAttemptsError"
    ],
    "SendTestEventResult": [
      "WebhookDeliveryPayload",
      "WebhookDisabledError",
      "WebhookNotFoundError"
    ],
    "ServiceAccountResult": [
      "ServiceAccountNotFoundError",
      "ServiceAccountPayload"
    ],
    "SetUserRoleResult": [
      "LastAdministratorError",
      "UserNotFoundError",
      "UserPayload"
    ],
    "StartPasskeySignUpResult": [
      "EmailTakenError",
      "InvalidInputError",
      "PasskeyCeremony",
      "TooManyAttemptsError",
      "UsernameTakenError"
    ],
    "StartSocialLoginResult": [
      "InvalidInputError",
      "ProviderUnavailableError",
      "SocialLoginStart",
      "TooManyAttemptsError"
    ],
    "StartTotpEnrollmentResult": [
      "InvalidInputError",
      "TooManyFactorsError",
      "TotpEnrollment"
    ],
    "UndoEmailChangeResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError"
    ],
    "UnlinkIdentityResult": [
      "IdentityNotFoundError",
      "LastSignInMethodError",
      "UserPayload"
    ],
    "UpdateProfileResult": [
      "AccountPayload",
      "InvalidInputError",
      "TooManyAttemptsError",
      "UsernameTakenError"
    ],
    "UpdateWebhookResult": [
      "InvalidInputError",
      "WebhookNotFoundError",
      "WebhookPayload"
    ],
    "VerifyEmailResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "VerifyUserEmailResult": [
      "UserNotFoundError",
      "UserPayload"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "ChangeEmailResult": [
      "EmailTakenError",
      "InvalidInputError",
      "MailRequestedPayload",
      "MailUnavailableError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "ChangePasswordResult": [
      "ChangePasswordPayload",
      "InvalidInputError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "ClaimAdministrationResult": [
      "AccountPayload",
      "InvalidMailTokenError"
    ],
    "CompleteEmailLoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "InvalidInputError",
      "InvalidMailTokenError",
      "SecondFactorRequiredError",
      "TooManyAttemptsError",
      "WrongCodeError"
    ],
    "CompleteLoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "InvalidChallengeError",
      "InvalidInputError",
      "TooManyAttemptsError",
      "WrongCodeError"
    ],
    "CompletePasskeyLoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "InvalidPasskeyError",
      "SecondFactorRequiredError",
      "TooManyAttemptsError"
    ],
    "CompletePasskeyRegistrationResult": [
      "InvalidInputError",
      "InvalidPasskeyError",
      "PasskeyPayload",
      "PasskeyTakenError",
      "TooManyPasskeysError"
    ],
    "CompleteSocialLoginResult": [
      "AccountDeactivatedError",
      "AccountLinkRequiredError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "EmailRequiredError",
      "SecondFactorRequiredError",
      "SocialLoginFailedError",
      "TooManyAttemptsError"
    ],
    "ConfirmIdentityResult": [
      "IdentityConfirmation",
      "InvalidInputError",
      "InvalidPasskeyError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongCodeError",
      "WrongPasswordError"
    ],
    "ConfirmTotpEnrollmentResult": [
      "InvalidChallengeError",
      "TooManyAttemptsError",
      "TooManyFactorsError",
      "TotpEnrollmentPayload",
      "WrongCodeError"
    ],
    "CreateApiKeyResult": [
      "ApiKeySecretPayload",
      "InvalidInputError",
      "ServiceAccountNotFoundError"
    ],
    "CreateServiceAccountResult": [
      "InvalidInputError",
      "ServiceAccountPayload"
    ],
    "CreateUserResult": [
      "EmailTakenError",
      "InvalidInputError",
      "MailUnavailableError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "UserPayload",
      "UsernameTakenError"
    ],
    "CreateWebhookResult": [
      "InvalidInputError",
      "TooManyWebhooksError",
      "WebhookSecretPayload"
    ],
    "DeactivateUserResult": [
      "InvalidInputError",
      "LastAdministratorError",
      "UserNotFoundError",
      "UserPayload"
    ],
    "DeleteAccountResult": [
      "DeleteAccountPayload",
      "LastAdministratorError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "DeleteUserResult": [
      "DeleteUserPayload",
      "LastAdministratorError",
      "UserNotFoundError"
    ],
    "DeleteWebhookResult": [
      "DeleteWebhookPayload",
      "WebhookNotFoundError"
    ],
    "EndUserSessionResult": [
      "EndUserSessionPayload",
      "SessionNotFoundError",
      "UserNotFoundError"
    ],
    "EndUserSessionsResult": [
      "EndUserSessionsPayload",
      "UserNotFoundError"
    ],
    "ErrorResult": [
      "AccountDeactivatedError",
      "AccountLinkRequiredError",
      "ApiKeyNotFoundError",
      "EmailNotFoundError",
      "EmailNotVerifiedError",
      "EmailRequiredError",
      "EmailTakenError",
      "FactorNotFoundError",
      "IdentityNotFoundError",
      "IdentityTakenError",
      "InvalidApiKeyError",
      "InvalidChallengeError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "InvalidMailTokenError",
      "InvalidPasskeyError",
      "InvalidRefreshTokenError",
      "LastAdministratorError",
      "LastSignInMethodError",
      "MailUnavailableError",
      "NoSecondFactorError",
      "PasskeyNotFoundError",
      "PasskeyTakenError",
      "ProviderUnavailableError",
      "SecondFactorRequiredError",
      "ServerBusyError",
      "ServiceAccountNotFoundError",
      "SessionNotFoundError",
      "SocialLoginFailedError",
      "TooManyAttemptsError",
      "TooManyFactorsError",
      "TooManyPasskeysError",
      "TooManyWebhooksError",
      "UserNotFoundError",
      "UsernameTakenError",
      "WebhookDeliveryNotFoundError",
      "WebhookDisabledError",
      "WebhookNotFoundError",
      "WrongCodeError",
      "WrongPasswordError"
    ],
    "ExchangeApiKeyResult": [
      "InvalidApiKeyError",
      "MachineTokenPayload",
      "TooManyAttemptsError"
    ],
    "ImportUsersResult": [
      "ImportUsersPayload",
      "InvalidInputError"
    ],
    "LinkIdentityResult": [
      "IdentityPayload",
      "IdentityTakenError",
      "SocialLoginFailedError",
      "TooManyAttemptsError"
    ],
    "LoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "InvalidChallengeError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "SecondFactorRequiredError",
      "ServerBusyError",
      "TooManyAttemptsError"
    ],
    "LoginWithIdTokenResult": [
      "AccountDeactivatedError",
      "AccountLinkRequiredError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "EmailRequiredError",
      "ProviderUnavailableError",
      "SecondFactorRequiredError",
      "SocialLoginFailedError",
      "TooManyAttemptsError"
    ],
    "Node": [
      "ApiKey",
      "AuditEvent",
      "Identity",
      "OutgoingEmail",
      "Passkey",
      "ServiceAccount",
      "Session",
      "TotpFactor",
      "User",
      "Webhook",
      "WebhookDelivery"
    ],
    "ReactivateUserResult": [
      "UserNotFoundError",
      "UserPayload"
    ],
    "RefreshTokenResult": [
      "AuthPayload",
      "InvalidRefreshTokenError",
      "TooManyAttemptsError"
    ],
    "RegisterResult": [
      "AuthPayload",
      "EmailTakenError",
      "InvalidInputError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "UsernameTakenError",
      "VerificationRequired"
    ],
    "RegisterWithPasskeyResult": [
      "AuthPayload",
      "EmailTakenError",
      "InvalidInputError",
      "InvalidPasskeyError",
      "PasskeyTakenError",
      "TooManyAttemptsError",
      "UsernameTakenError",
      "VerificationRequired"
    ],
    "RemovePasskeyResult": [
      "LastSignInMethodError",
      "PasskeyNotFoundError",
      "RemovePasskeyPayload"
    ],
    "RemoveTotpFactorResult": [
      "FactorNotFoundError",
      "RemoveTotpFactorPayload"
    ],
    "RenamePasskeyResult": [
      "InvalidInputError",
      "PasskeyNotFoundError",
      "PasskeyPayload"
    ],
    "RenewRecoveryCodesResult": [
      "NoSecondFactorError",
      "RecoveryCodesPayload"
    ],
    "RequestEmailLoginResult": [
      "EmailLoginRequested",
      "InvalidInputError",
      "MailUnavailableError",
      "TooManyAttemptsError"
    ],
    "RequestEmailVerificationResult": [
      "InvalidInputError",
      "MailRequestedPayload",
      "MailUnavailableError",
      "TooManyAttemptsError"
    ],
    "RequestPasswordResetResult": [
      "InvalidInputError",
      "MailRequestedPayload",
      "MailUnavailableError",
      "TooManyAttemptsError"
    ],
    "ResetPasswordResult": [
      "InvalidInputError",
      "InvalidMailTokenError",
      "ResetPasswordPayload",
      "ServerBusyError"
    ],
    "ResetSecondFactorsResult": [
      "UserNotFoundError",
      "UserPayload"
    ],
    "RetryEmailResult": [
      "EmailNotFoundError",
      "RetryEmailPayload"
    ],
    "RetryWebhookDeliveryResult": [
      "WebhookDeliveryNotFoundError",
      "WebhookDeliveryPayload",
      "WebhookDisabledError"
    ],
    "RevokeApiKeyResult": [
      "ApiKeyNotFoundError",
      "ApiKeyPayload"
    ],
    "RevokeSessionResult": [
      "RevokeSessionPayload",
      "SessionNotFoundError"
    ],
    "RotateWebhookSecretResult": [
      "WebhookNotFoundError",
      "WebhookSecretPayload"
    ],
    "SendPasswordResetResult": [
      "MailRequestedPayload",
      "MailUnavailableError",
      "TooManyAttemptsError",
      "UserNotFoundError"
    ],
    "SendTestEmailResult": [
      "InvalidInputError",
      "MailUnavailableError",
      "SendTestEmailPayload",
      "TooManyAttemptsError"
    ],
    "SendTestEventResult": [
      "WebhookDeliveryPayload",
      "WebhookDisabledError",
      "WebhookNotFoundError"
    ],
    "ServiceAccountResult": [
      "ServiceAccountNotFoundError",
      "ServiceAccountPayload"
    ],
    "SetUserRoleResult": [
      "LastAdministratorError",
      "UserNotFoundError",
      "UserPayload"
    ],
    "StartPasskeySignUpResult": [
      "EmailTakenError",
      "InvalidInputError",
      "PasskeyCeremony",
      "TooManyAttemptsError",
      "UsernameTakenError"
    ],
    "StartSocialLoginResult": [
      "InvalidInputError",
      "ProviderUnavailableError",
      "SocialLoginStart",
      "TooManyAttemptsError"
    ],
    "StartTotpEnrollmentResult": [
      "InvalidInputError",
      "TooManyFactorsError",
      "TotpEnrollment"
    ],
    "UndoEmailChangeResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError"
    ],
    "UnlinkIdentityResult": [
      "IdentityNotFoundError",
      "LastSignInMethodError",
      "UserPayload"
    ],
    "UpdateProfileResult": [
      "AccountPayload",
      "InvalidInputError",
      "TooManyAttemptsError",
      "UsernameTakenError"
    ],
    "UpdateWebhookResult": [
      "InvalidInputError",
      "WebhookNotFoundError",
      "WebhookPayload"
    ],
    "VerifyEmailResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ],
    "VerifyUserEmailResult": [
      "UserNotFoundError",
      "UserPayload"
    ]
  }
};
      export default result;
    