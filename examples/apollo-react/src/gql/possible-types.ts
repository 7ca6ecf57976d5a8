
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
    "DeactivateUserResult": [
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
    "EndUserSessionsResult": [
      "EndUserSessionsPayload",
      "UserNotFoundError"
    ],
    "ErrorResult": [
      "AccountDeactivatedError",
      "EmailNotVerifiedError",
      "EmailTakenError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "InvalidMailTokenError",
      "InvalidRefreshTokenError",
      "LastAdministratorError",
      "MailUnavailableError",
      "ServerBusyError",
      "SessionNotFoundError",
      "TooManyAttemptsError",
      "UserNotFoundError",
      "UsernameTakenError",
      "WrongPasswordError"
    ],
    "LoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "ServerBusyError",
      "TooManyAttemptsError"
    ],
    "Node": [
      "AuditEvent",
      "Session",
      "User"
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
    "RevokeSessionResult": [
      "RevokeSessionPayload",
      "SessionNotFoundError"
    ],
    "SetUserRoleResult": [
      "LastAdministratorError",
      "UserNotFoundError",
      "UserPayload"
    ],
    "UndoEmailChangeResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError"
    ],
    "UpdateProfileResult": [
      "AccountPayload",
      "InvalidInputError",
      "TooManyAttemptsError",
      "UsernameTakenError"
    ],
    "VerifyEmailResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
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
    "DeactivateUserResult": [
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
    "EndUserSessionsResult": [
      "EndUserSessionsPayload",
      "UserNotFoundError"
    ],
    "ErrorResult": [
      "AccountDeactivatedError",
      "EmailNotVerifiedError",
      "EmailTakenError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "InvalidMailTokenError",
      "InvalidRefreshTokenError",
      "LastAdministratorError",
      "MailUnavailableError",
      "ServerBusyError",
      "SessionNotFoundError",
      "TooManyAttemptsError",
      "UserNotFoundError",
      "UsernameTakenError",
      "WrongPasswordError"
    ],
    "LoginResult": [
      "AccountDeactivatedError",
      "AuthPayload",
      "EmailNotVerifiedError",
      "InvalidCredentialsError",
      "InvalidInputError",
      "ServerBusyError",
      "TooManyAttemptsError"
    ],
    "Node": [
      "AuditEvent",
      "Session",
      "User"
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
    "RevokeSessionResult": [
      "RevokeSessionPayload",
      "SessionNotFoundError"
    ],
    "SetUserRoleResult": [
      "LastAdministratorError",
      "UserNotFoundError",
      "UserPayload"
    ],
    "UndoEmailChangeResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError"
    ],
    "UpdateProfileResult": [
      "AccountPayload",
      "InvalidInputError",
      "TooManyAttemptsError",
      "UsernameTakenError"
    ],
    "VerifyEmailResult": [
      "AccountPayload",
      "EmailTakenError",
      "InvalidMailTokenError",
      "ServerBusyError",
      "TooManyAttemptsError",
      "WrongPasswordError"
    ]
  }
};
      export default result;
    