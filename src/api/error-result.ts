import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';

export enum FieldErrorCode {
  REQUIRED = 'REQUIRED',
  TOO_SHORT = 'TOO_SHORT',
  TOO_LONG = 'TOO_LONG',
  NOT_AN_EMAIL = 'NOT_AN_EMAIL',
  NOT_A_LOCALE = 'NOT_A_LOCALE',
  FORBIDDEN_CHARACTER = 'FORBIDDEN_CHARACTER',
  COMMON_PASSWORD = 'COMMON_PASSWORD',
  BREACHED_PASSWORD = 'BREACHED_PASSWORD',
  SAME_AS_IDENTITY = 'SAME_AS_IDENTITY',
  FORBIDDEN_WORD = 'FORBIDDEN_WORD',
  MISSING_CHARACTER_CLASS = 'MISSING_CHARACTER_CLASS',
  FORBIDDEN_URL = 'FORBIDDEN_URL',
  OUT_OF_RANGE = 'OUT_OF_RANGE',
  INVALID_QUERY = 'INVALID_QUERY',
}

registerEnumType(FieldErrorCode, {
  name: 'FieldErrorCode',
  description: 'The rule that a field breaks.',
  valuesConfig: {
    REQUIRED: { description: 'The field is empty.' },
    TOO_SHORT: { description: 'The text has too few characters.' },
    TOO_LONG: { description: 'The text has too many characters.' },
    NOT_AN_EMAIL: { description: 'The text is not an email address.' },
    NOT_A_LOCALE: { description: 'The text is not a language tag (BCP 47).' },
    FORBIDDEN_CHARACTER: { description: 'The text contains a character that is not allowed here.' },
    COMMON_PASSWORD: { description: 'The password is on the list of the most common passwords.' },
    BREACHED_PASSWORD: { description: 'The password is on a list of passwords that were stolen elsewhere.' },
    SAME_AS_IDENTITY: {
      description: 'The password is the email address of the account, the part before its @, or the username.',
    },
    FORBIDDEN_WORD: { description: 'The password contains a word that is easy to guess on this server.' },
    MISSING_CHARACTER_CLASS: {
      description:
        'The password lacks a kind of character that this server requires (uppercase, lowercase, digit, symbol).',
    },
    FORBIDDEN_URL: { description: 'The URL leads to where this server sends neither people nor webhooks.' },
    OUT_OF_RANGE: { description: 'The time is too early or too late.' },
    INVALID_QUERY: { description: 'The GraphQL document is not valid here, or too large.' },
  },
});

@ObjectType({ description: 'A rule that one field of the input breaks.' })
export class FieldError {
  @Field(() => String, { description: 'The name of the field in the input, such as `email`.' })
  readonly field: string;

  @Field(() => FieldErrorCode, { description: 'The rule, for programs.' })
  readonly code: FieldErrorCode;

  @Field(() => String, { description: 'How to fix it, for people.' })
  readonly message: string;

  constructor(field: string, problem: FieldProblem) {
    this.field = field;
    this.code = problem.code;
    this.message = problem.message;
  }
}

/** What is wrong with a value, independent of its field. */
export interface FieldProblem {
  readonly code: FieldErrorCode;
  readonly message: string;
}

/** Turns `{ email: problem, password: undefined }` into the list for an `InvalidInputError`. */
export function listFieldErrors(problems: Record<string, FieldProblem | undefined>): FieldError[] {
  return Object.entries(problems).flatMap(([field, problem]) => (problem ? [new FieldError(field, problem)] : []));
}

/** The stable codes of expected failures. docs/errors.md explains each to client developers. */
export enum ErrorCode {
  INVALID_INPUT = 'INVALID_INPUT',
  EMAIL_TAKEN = 'EMAIL_TAKEN',
  USERNAME_TAKEN = 'USERNAME_TAKEN',
  INVALID_CREDENTIALS = 'INVALID_CREDENTIALS',
  ACCOUNT_DEACTIVATED = 'ACCOUNT_DEACTIVATED',
  INVALID_REFRESH_TOKEN = 'INVALID_REFRESH_TOKEN',
  SERVER_BUSY = 'SERVER_BUSY',
  EMAIL_NOT_VERIFIED = 'EMAIL_NOT_VERIFIED',
  WRONG_PASSWORD = 'WRONG_PASSWORD',
  INVALID_MAIL_TOKEN = 'INVALID_MAIL_TOKEN',
  MAIL_UNAVAILABLE = 'MAIL_UNAVAILABLE',
  SESSION_NOT_FOUND = 'SESSION_NOT_FOUND',
  USER_NOT_FOUND = 'USER_NOT_FOUND',
  LAST_ADMINISTRATOR = 'LAST_ADMINISTRATOR',
  TOO_MANY_ATTEMPTS = 'TOO_MANY_ATTEMPTS',
  SECOND_FACTOR_REQUIRED = 'SECOND_FACTOR_REQUIRED',
  WRONG_CODE = 'WRONG_CODE',
  INVALID_CHALLENGE = 'INVALID_CHALLENGE',
  TOO_MANY_FACTORS = 'TOO_MANY_FACTORS',
  FACTOR_NOT_FOUND = 'FACTOR_NOT_FOUND',
  NO_SECOND_FACTOR = 'NO_SECOND_FACTOR',
  INVALID_PASSKEY = 'INVALID_PASSKEY',
  PASSKEY_TAKEN = 'PASSKEY_TAKEN',
  TOO_MANY_PASSKEYS = 'TOO_MANY_PASSKEYS',
  PASSKEY_NOT_FOUND = 'PASSKEY_NOT_FOUND',
  LAST_SIGN_IN_METHOD = 'LAST_SIGN_IN_METHOD',
  EMAIL_NOT_FOUND = 'EMAIL_NOT_FOUND',
  PROVIDER_UNAVAILABLE = 'PROVIDER_UNAVAILABLE',
  SOCIAL_LOGIN_FAILED = 'SOCIAL_LOGIN_FAILED',
  ACCOUNT_LINK_REQUIRED = 'ACCOUNT_LINK_REQUIRED',
  EMAIL_REQUIRED = 'EMAIL_REQUIRED',
  IDENTITY_TAKEN = 'IDENTITY_TAKEN',
  IDENTITY_NOT_FOUND = 'IDENTITY_NOT_FOUND',
  INVALID_API_KEY = 'INVALID_API_KEY',
  API_KEY_NOT_FOUND = 'API_KEY_NOT_FOUND',
  SERVICE_ACCOUNT_NOT_FOUND = 'SERVICE_ACCOUNT_NOT_FOUND',
  TOO_MANY_WEBHOOKS = 'TOO_MANY_WEBHOOKS',
  WEBHOOK_NOT_FOUND = 'WEBHOOK_NOT_FOUND',
  WEBHOOK_DISABLED = 'WEBHOOK_DISABLED',
  WEBHOOK_DELIVERY_NOT_FOUND = 'WEBHOOK_DELIVERY_NOT_FOUND',
}

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'The kind of an expected failure. Codes are never renamed; new ones may be added.',
  valuesConfig: {
    INVALID_INPUT: { description: 'Some fields of the input are invalid; `fieldErrors` lists each of them.' },
    EMAIL_TAKEN: { description: 'An account with this email address already exists.' },
    USERNAME_TAKEN: { description: 'An account with this username already exists, compared case-insensitively.' },
    INVALID_CREDENTIALS: { description: 'The email address or username, or the password is wrong.' },
    ACCOUNT_DEACTIVATED: { description: 'The password is right, but the account has been deactivated.' },
    INVALID_REFRESH_TOKEN: { description: 'The refresh token cannot be used; log in again.' },
    SERVER_BUSY: { description: 'The server cannot check a password right now; try again shortly.' },
    EMAIL_NOT_VERIFIED: { description: 'The password is right, but the email address must be verified first.' },
    WRONG_PASSWORD: { description: 'The password of the account is wrong.' },
    INVALID_MAIL_TOKEN: { description: 'The token from an email cannot be used; `reason` says why.' },
    MAIL_UNAVAILABLE: { description: 'The operation needs email, which this server does not send, or not for this.' },
    SESSION_NOT_FOUND: { description: 'The user has no session with this id.' },
    USER_NOT_FOUND: { description: 'There is no user with this id.' },
    TOO_MANY_ATTEMPTS: { description: 'There were too many attempts; `retryAfterSeconds` says how long to wait.' },
    LAST_ADMINISTRATOR: { description: 'The server would be left without an active administrator.' },
    SECOND_FACTOR_REQUIRED: { description: 'The first factor is right; complete the login with a second one.' },
    WRONG_CODE: { description: 'The code is wrong, or was used before.' },
    INVALID_CHALLENGE: { description: 'The login or enrolment that was begun cannot be completed any more.' },
    TOO_MANY_FACTORS: { description: 'The account has as many authenticator apps as it can have.' },
    FACTOR_NOT_FOUND: { description: 'The signed-in user has no such authenticator app.' },
    NO_SECOND_FACTOR: { description: 'The account has no second factor.' },
    INVALID_PASSKEY: { description: 'The response of an authenticator is not accepted; `reason` says why.' },
    PASSKEY_TAKEN: { description: 'The passkey has been registered before.' },
    TOO_MANY_PASSKEYS: { description: 'The account has as many passkeys as it can have.' },
    PASSKEY_NOT_FOUND: { description: 'The signed-in user has no such passkey.' },
    LAST_SIGN_IN_METHOD: { description: 'Without this, the user could not sign in any more.' },
    EMAIL_NOT_FOUND: { description: 'There is no such email that failed.' },
    PROVIDER_UNAVAILABLE: { description: 'The provider is not configured here, or does not respond.' },
    SOCIAL_LOGIN_FAILED: { description: 'A login at a provider failed; `reason` says why.' },
    ACCOUNT_LINK_REQUIRED: {
      description: 'There is an account with this email address; log in to it with `linkToken`.',
    },
    EMAIL_REQUIRED: {
      description: 'The provider reports no verified email address, without which no account is made.',
    },
    IDENTITY_TAKEN: { description: 'The account at the provider is linked to another account here.' },
    IDENTITY_NOT_FOUND: { description: 'The signed-in user has no such identity.' },
    INVALID_API_KEY: { description: 'The API key is not accepted.' },
    API_KEY_NOT_FOUND: { description: 'There is no API key with this id.' },
    SERVICE_ACCOUNT_NOT_FOUND: { description: 'There is no service account with this id.' },
    TOO_MANY_WEBHOOKS: { description: 'There are as many webhooks as there can be.' },
    WEBHOOK_NOT_FOUND: { description: 'There is no webhook with this id.' },
    WEBHOOK_DISABLED: { description: 'The webhook is disabled, so nothing is sent to it.' },
    WEBHOOK_DELIVERY_NOT_FOUND: { description: 'There is no delivery with this id that could be sent again.' },
  },
});

@InterfaceType({
  description: 'An expected failure. Every member of a result union that reports a failure implements it.',
})
export abstract class ErrorResult {
  @Field(() => ErrorCode, { description: 'What went wrong, for programs.' })
  readonly code!: ErrorCode;

  @Field(() => String, { description: 'What went wrong and what to do next, for people.' })
  readonly message!: string;
}

/**
 * Thrown by services that fail in an expected way. It carries the union member instead of being one, because graphql-js
 * treats every returned `Error` as a failure of the field:
 * https://github.com/graphql/graphql-js/blob/v16.11.0/src/execution/execute.ts#L611
 */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';

  constructor(readonly result: ErrorResult) {
    super(result.message);
  }
}

/** `throw refuse(new EmailTakenError())` */
export function refuse(result: ErrorResult): ExpectedError {
  return new ExpectedError(result);
}
