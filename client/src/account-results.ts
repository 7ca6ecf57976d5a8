import type {
  AccountDetails,
  Failure,
  InvalidInputError,
  InvalidMailTokenError,
  ServerBusyError,
  TooManyAttemptsError,
  WrongCodeError,
} from './operations.js';

export type { InvalidMailTokenError } from './operations.js';

/** The account as it is now. */
export interface AccountChanged {
  readonly __typename: 'AccountPayload';
  readonly user: AccountDetails;
}

/** An email is on its way, if there is an account to send it to. `message` is for people, and the same for every address. */
export interface MailRequested {
  readonly __typename: 'MailRequestedPayload';
  readonly message: string;
}

/** The password was set, and all sessions of the account have ended. `message` is for people. */
export interface PasswordReset {
  readonly __typename: 'ResetPasswordPayload';
  readonly message: string;
}

export interface SessionRevoked {
  readonly __typename: 'RevokeSessionPayload';
  readonly revokedSessionId: string;
}

export interface AccountDeleted {
  readonly __typename: 'DeleteAccountPayload';
  readonly deletedUserId: string;
}

type EmailTakenError = Failure<'EmailTakenError', 'EMAIL_TAKEN'>;
export type MailUnavailableError = Failure<'MailUnavailableError', 'MAIL_UNAVAILABLE'>;
type WrongPasswordError = Failure<'WrongPasswordError', 'WRONG_PASSWORD'>;

export interface EmailInput {
  readonly email: string;
}

export interface MailTokenInput {
  /** From the link in the email. */
  readonly token: string;
}

export interface ResetPasswordInput extends MailTokenInput {
  readonly newPassword: string;
}

export interface VerifyEmailInput extends MailTokenInput {
  /** Needed for a changed address only, where nobody is signed in to the account. */
  readonly password?: string | null;
}

export interface ChangeEmailInput {
  readonly newEmail: string;
  /** Needed unless the identity was confirmed a short while ago. */
  readonly password?: string | null;
}

export interface UpdateProfileInput {
  /** Null removes it. */
  readonly username?: string | null;
  /** A language tag (BCP 47) such as `de-CH`: the language of emails. Null removes it. */
  readonly locale?: string | null;
}

export interface RevokeSessionInput {
  readonly sessionId: string;
}

export interface DeleteAccountInput {
  /** Needed unless the identity was confirmed a short while ago. */
  readonly password?: string | null;
}

export type RequestPasswordResetResult =
  | MailRequested
  | InvalidInputError
  | MailUnavailableError
  | TooManyAttemptsError;

export type RequestEmailVerificationResult =
  | MailRequested
  | InvalidInputError
  | MailUnavailableError
  | TooManyAttemptsError;

/** An email is on its way, if there is an account to send it to. The same for every address. */
export interface EmailLoginStarted {
  readonly __typename: 'EmailLoginRequested';
  /** For people. */
  readonly message: string;
  /** For `completeEmailLogin`: keep it where only this browser has it. */
  readonly flowToken: string;
  /** When the email is of no use any more: after 10 minutes. */
  readonly expiresAt: string;
}

export type RequestEmailLoginResult =
  | EmailLoginStarted
  | InvalidInputError
  | MailUnavailableError
  | TooManyAttemptsError;

export type ResetPasswordResult = PasswordReset | InvalidInputError | InvalidMailTokenError | ServerBusyError;

export type VerifyEmailResult =
  | AccountChanged
  | EmailTakenError
  | InvalidMailTokenError
  | ServerBusyError
  | TooManyAttemptsError
  | WrongPasswordError;

export type ChangeEmailResult =
  | MailRequested
  | EmailTakenError
  | InvalidInputError
  | MailUnavailableError
  | ServerBusyError
  | TooManyAttemptsError
  | WrongPasswordError;

export type UndoEmailChangeResult = AccountChanged | EmailTakenError | InvalidMailTokenError;

export type UpdateProfileResult =
  | AccountChanged
  | InvalidInputError
  | TooManyAttemptsError
  | Failure<'UsernameTakenError', 'USERNAME_TAKEN'>;

export type RevokeSessionResult = SessionRevoked | Failure<'SessionNotFoundError', 'SESSION_NOT_FOUND'>;

export type DeleteAccountResult =
  | AccountDeleted
  | Failure<'LastAdministratorError', 'LAST_ADMINISTRATOR'>
  | ServerBusyError
  | TooManyAttemptsError
  | WrongPasswordError;

/** A signed-in device. */
export interface SessionDetails {
  readonly id: string;
  /** Whether it is this one. */
  readonly isCurrent: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
}

export interface SessionPage {
  readonly edges: readonly { readonly cursor: string; readonly node: SessionDetails }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

export interface SessionPageInput {
  /** 1 to 100; 20 by default. */
  readonly first?: number | null;
  /** `pageInfo.endCursor` of the page before. */
  readonly after?: string | null;
}

/** An authenticator app of the account. */
export interface TotpFactorDetails {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface SecondFactors {
  readonly totpFactors: readonly TotpFactorDetails[];
  readonly recoveryCodesLeft: number;
}

export interface StartTotpEnrollmentInput {
  /** What the user calls the app. */
  readonly name?: string | null;
}

/** What an authenticator app has to know. The app counts once a code of it is confirmed, before `expiresAt`. */
export interface StartedTotpEnrollment {
  readonly __typename: 'TotpEnrollment';
  readonly enrollmentId: string;
  /** To type into the app, in base 32. */
  readonly secret: string;
  /** To open on the device that has the app. */
  readonly otpauthUri: string;
  /** The same as a picture, to scan. */
  readonly qrCodeSvg: string;
  readonly expiresAt: string;
}

export interface ConfirmTotpEnrollmentInput {
  readonly enrollmentId: string;
  /** What the app shows. */
  readonly code: string;
}

/** The app is a second factor from now on. The session is raised to AAL2, and other sessions of one factor have ended. */
export interface TotpEnrollmentConfirmed {
  readonly __typename: 'TotpEnrollmentPayload';
  readonly totpFactor: TotpFactorDetails;
  /** To be shown now, once; null if the account has some from before. */
  readonly recoveryCodes: readonly string[] | null;
  readonly endedSessionCount: number;
}

export interface RemoveTotpFactorInput {
  readonly totpFactorId: string;
}

export interface TotpFactorRemoved {
  readonly __typename: 'RemoveTotpFactorPayload';
  readonly removedTotpFactorId: string;
}

/** The new recovery codes, to be shown now, once. Those from before are void. */
export interface RecoveryCodesRenewed {
  readonly __typename: 'RecoveryCodesPayload';
  readonly recoveryCodes: readonly string[];
}

type TooManyFactorsError = Failure<'TooManyFactorsError', 'TOO_MANY_FACTORS'>;

export type StartTotpEnrollmentResult = StartedTotpEnrollment | InvalidInputError | TooManyFactorsError;

export type ConfirmTotpEnrollmentResult =
  | TotpEnrollmentConfirmed
  | Failure<'InvalidChallengeError', 'INVALID_CHALLENGE'>
  | TooManyAttemptsError
  | TooManyFactorsError
  | WrongCodeError;

export type RemoveTotpFactorResult = TotpFactorRemoved | Failure<'FactorNotFoundError', 'FACTOR_NOT_FOUND'>;

export type RenewRecoveryCodesResult = RecoveryCodesRenewed | Failure<'NoSecondFactorError', 'NO_SECOND_FACTOR'>;

/** What the server asks for by `REAUTHENTICATION_REQUIRED`. */
export interface RequiredConfirmation {
  /** `AAL1`: the password, or a code. `AAL2`: a code. */
  readonly acr: 'AAL1' | 'AAL2';
  /** How long ago the user may have confirmed it, at most. */
  readonly maxAgeSeconds: number;
}
