import { CHALLENGE, PAYLOAD, TOKENS } from './selections.js';

/** The signed-in account. */
export interface AccountDetails {
  readonly id: string;
  readonly email: string;
  readonly username: string | null;
  readonly role: 'ADMIN' | 'USER';
  readonly emailVerifiedAt: string | null;
}

/** The user is signed in. The client keeps the tokens. */
export interface SignedIn {
  readonly __typename: 'AuthPayload';
  readonly accessTokenExpiresAt: string;
  readonly refreshTokenExpiresAt: string;
  readonly session: { readonly id: string };
  readonly user: AccountDetails;
  /** After a login: whether the password was stolen elsewhere, as far as the server knows. Ask the user to change it. */
  readonly passwordChangeAdvised: boolean;
  /** After a login at a provider: the page that the person wanted to go to. */
  readonly returnTo?: string | null;
}

/** An expected failure; `message` is for people. */
export interface Failure<Type extends string, Code extends string> {
  readonly __typename: Type;
  readonly code: Code;
  readonly message: string;
}

export interface InvalidInputError extends Failure<'InvalidInputError', 'INVALID_INPUT'> {
  /** One entry for each field that breaks a rule. */
  readonly fieldErrors: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

export interface ServerBusyError extends Failure<'ServerBusyError', 'SERVER_BUSY'> {
  readonly retryAfterSeconds: number;
}

/** Too many attempts with this account or from this address. */
export interface TooManyAttemptsError extends Failure<'TooManyAttemptsError', 'TOO_MANY_ATTEMPTS'> {
  readonly retryAfterSeconds: number;
}

/** The account was created, and its email address must be verified before it can be used. */
export interface VerificationRequired {
  readonly __typename: 'VerificationRequired';
  readonly message: string;
}

/** The password is right, and a code is needed too. Nobody is signed in. */
export interface SecondFactorRequiredError extends Failure<'SecondFactorRequiredError', 'SECOND_FACTOR_REQUIRED'> {
  /** For `completeLogin`: 5 minutes, 5 attempts. */
  readonly challengeToken: string;
  readonly expiresAt: string;
  /** What the user can choose from: `TOTP`, a code of an authenticator app; `RECOVERY_CODE`. */
  readonly methods: readonly string[];
  /** After a login at a provider: the page that the person wanted to go to. */
  readonly returnTo?: string | null;
}

export type WrongCodeError = Failure<'WrongCodeError', 'WRONG_CODE'>;

/** With one of the names. */
export type LoginInput = {
  readonly password: string;
  /** From `AccountLinkRequiredError`: the account at the provider is linked once the login is complete. */
  readonly linkToken?: string | null;
} & ({ readonly email: string; readonly username?: null } | { readonly username: string; readonly email?: null });

export interface RegisterInput {
  readonly email: string;
  readonly password: string;
  readonly username?: string | null;
  /** A language tag (BCP 47) such as `de-CH`. By default, that of the browser. */
  readonly locale?: string | null;
}

/** The second step of a login, with one of the codes. */
export interface CompleteLoginInput {
  /** From `SecondFactorRequiredError`. */
  readonly challengeToken: string;
  /** Of an authenticator app. */
  readonly totpCode?: string | null;
  readonly recoveryCode?: string | null;
}

export type CompleteLoginResult =
  | SignedIn
  | WrongCodeError
  | Failure<'InvalidChallengeError', 'INVALID_CHALLENGE'>
  | Failure<'AccountDeactivatedError', 'ACCOUNT_DEACTIVATED'>
  | InvalidInputError
  | TooManyAttemptsError;

export type LoginResult =
  | SignedIn
  | SecondFactorRequiredError
  | Failure<'InvalidCredentialsError', 'INVALID_CREDENTIALS'>
  | Failure<'AccountDeactivatedError', 'ACCOUNT_DEACTIVATED'>
  | Failure<'EmailNotVerifiedError', 'EMAIL_NOT_VERIFIED'>
  | Failure<'InvalidChallengeError', 'INVALID_CHALLENGE'>
  | InvalidInputError
  | ServerBusyError
  | TooManyAttemptsError;

export type RegisterResult =
  | SignedIn
  | VerificationRequired
  | Failure<'EmailTakenError', 'EMAIL_TAKEN'>
  | Failure<'UsernameTakenError', 'USERNAME_TAKEN'>
  | InvalidInputError
  | ServerBusyError
  | TooManyAttemptsError;

export interface ChangePasswordInput {
  /** Not of a user who has none. */
  readonly currentPassword?: string | null;
  readonly newPassword: string;
}

/** The password was changed, and a new session replaces this one. The client keeps the tokens. */
export interface PasswordChanged {
  readonly __typename: 'ChangePasswordPayload';
  readonly accessTokenExpiresAt: string;
  readonly refreshTokenExpiresAt: string;
  readonly session: { readonly id: string };
  /** How many other sessions were ended. */
  readonly endedSessionCount: number;
}

export type ChangePasswordResult =
  | PasswordChanged
  | Failure<'WrongPasswordError', 'WRONG_PASSWORD'>
  | InvalidInputError
  | ServerBusyError
  | TooManyAttemptsError;

/** The response of an authenticator was not accepted. */
export interface InvalidPasskeyError extends Failure<'InvalidPasskeyError', 'INVALID_PASSKEY'> {
  readonly reason: 'EXPIRED' | 'REFUSED' | 'UNKNOWN_CREDENTIAL';
}

/** What a browser returned for a ceremony. `gatehouse-client/passkeys` makes one. */
export interface PasskeyResponseInput {
  readonly ceremonyId: string;
  readonly response: object;
}

/** What proves once more who is signed in: exactly one of these. */
export interface ConfirmIdentityInput {
  readonly password?: string | null;
  /** Of an authenticator app. */
  readonly totpCode?: string | null;
  readonly recoveryCode?: string | null;
  readonly passkey?: PasskeyResponseInput | null;
}

/** The identity was confirmed, in the same session. The client keeps the new access token. */
export interface IdentityConfirmed {
  readonly __typename: 'IdentityConfirmation';
  readonly accessTokenExpiresAt: string;
  readonly session: { readonly id: string };
}

export type ConfirmIdentityResult =
  | IdentityConfirmed
  | Failure<'WrongPasswordError', 'WRONG_PASSWORD'>
  | WrongCodeError
  | InvalidPasskeyError
  | InvalidInputError
  | ServerBusyError
  | TooManyAttemptsError;

export type CompletePasskeyLoginResult =
  | SignedIn
  | SecondFactorRequiredError
  | InvalidPasskeyError
  | Failure<'AccountDeactivatedError', 'ACCOUNT_DEACTIVATED'>
  | Failure<'EmailNotVerifiedError', 'EMAIL_NOT_VERIFIED'>
  | TooManyAttemptsError;

/** A login at a provider failed. */
export interface SocialLoginFailedError extends Failure<'SocialLoginFailedError', 'SOCIAL_LOGIN_FAILED'> {
  readonly reason: 'DENIED' | 'EXPIRED' | 'REFUSED' | 'UNAVAILABLE';
}

/** There is an account with this email address. A login to it with `linkToken` links the two. */
export interface AccountLinkRequiredError extends Failure<'AccountLinkRequiredError', 'ACCOUNT_LINK_REQUIRED'> {
  /** 10 minutes, one login. */
  readonly linkToken: string;
  readonly expiresAt: string;
  readonly returnTo: string | null;
}

export type CompleteSocialLoginResult =
  | SignedIn
  | SecondFactorRequiredError
  | AccountLinkRequiredError
  | SocialLoginFailedError
  | Failure<'AccountDeactivatedError', 'ACCOUNT_DEACTIVATED'>
  | Failure<'EmailNotVerifiedError', 'EMAIL_NOT_VERIFIED'>
  | Failure<'EmailRequiredError', 'EMAIL_REQUIRED'>
  | TooManyAttemptsError;

/** The token from an email cannot be used. */
export interface InvalidMailTokenError extends Failure<'InvalidMailTokenError', 'INVALID_MAIL_TOKEN'> {
  readonly reason: 'EXPIRED' | 'UNKNOWN' | 'USED';
}

/** From an email: either the code or, once the person has pressed a button on the page of the link, the token in it. */
export interface CompleteEmailLoginInput {
  /** From `EmailLoginRequested`. The email works together with it alone. */
  readonly flowToken: string;
  readonly code?: string | null;
  readonly token?: string | null;
}

export type CompleteEmailLoginResult =
  | SignedIn
  | SecondFactorRequiredError
  | WrongCodeError
  | InvalidMailTokenError
  | Failure<'AccountDeactivatedError', 'ACCOUNT_DEACTIVATED'>
  | InvalidInputError
  | TooManyAttemptsError;

export type RegisterWithPasskeyResult =
  | SignedIn
  | VerificationRequired
  | InvalidPasskeyError
  | Failure<'PasskeyTakenError', 'PASSKEY_TAKEN'>
  | Failure<'EmailTakenError', 'EMAIL_TAKEN'>
  | Failure<'UsernameTakenError', 'USERNAME_TAKEN'>
  | InvalidInputError
  | TooManyAttemptsError;

/** New tokens, and the session that they belong to. */
export interface NewTokens {
  readonly accessToken: string | null;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string | null;
  readonly session: { readonly id: string; readonly lastUsedAt: string };
}

export type AuthPayload = SignedIn & NewTokens;
export type ChangePasswordPayload = PasswordChanged & NewTokens;

export type IdentityConfirmation = IdentityConfirmed & Omit<NewTokens, 'refreshToken'>;

export type RefreshTokenResult = AuthPayload | Failure<string, string>;

const FAILURES =
  '... on InvalidInputError { fieldErrors { field code message } } ... on ServerBusyError { retryAfterSeconds } ' +
  '... on TooManyAttemptsError { retryAfterSeconds } ';

export const LOGIN = `mutation Login($input: LoginInput!) { login(input: $input) { ${PAYLOAD}${FAILURES}${CHALLENGE}} }`;
export const COMPLETE_LOGIN = `mutation CompleteLogin($input: CompleteLoginInput!) { completeLogin(input: $input) { ${PAYLOAD}... on InvalidInputError { fieldErrors { field code message } } ... on TooManyAttemptsError { retryAfterSeconds } } }`;
export const REGISTER = `mutation Register($input: RegisterInput!) { register(input: $input) { ${PAYLOAD}${FAILURES}... on VerificationRequired { message } } }`;
export const CHANGE_PASSWORD = `mutation ChangePassword($input: ChangePasswordInput!) { changePassword(input: $input) { __typename ... on ChangePasswordPayload { ${TOKENS} endedSessionCount } ... on ErrorResult { code message } ${FAILURES}} }`;
export const CONFIRM_IDENTITY = `mutation ConfirmIdentity($input: ConfirmIdentityInput!) { confirmIdentity(input: $input) { __typename ... on IdentityConfirmation { accessToken accessTokenExpiresAt session { id lastUsedAt } } ... on ErrorResult { code message } ${FAILURES}... on InvalidPasskeyError { reason } } }`;
export const COMPLETE_PASSKEY_LOGIN = `mutation CompletePasskeyLogin($input: PasskeyResponseInput!) { completePasskeyLogin(input: $input) { ${PAYLOAD}${CHALLENGE}... on InvalidPasskeyError { reason } ... on TooManyAttemptsError { retryAfterSeconds } } }`;
export const REGISTER_WITH_PASSKEY = `mutation RegisterWithPasskey($input: RegisterWithPasskeyInput!) { registerWithPasskey(input: $input) { ${PAYLOAD}... on VerificationRequired { message } ... on InvalidPasskeyError { reason } ... on InvalidInputError { fieldErrors { field code message } } ... on TooManyAttemptsError { retryAfterSeconds } } }`;
export const REFRESH_TOKEN = `mutation RefreshToken($input: RefreshTokenInput) { refreshToken(input: $input) { ${PAYLOAD}} }`;
export const ME = 'query Me { me { id } }';
export const LOGOUT = 'mutation Logout($input: LogoutInput) { logout(input: $input) { endedSessionCount } }';
export const LOGOUT_ALL = 'mutation LogoutAll { logoutAll { endedSessionCount } }';
