import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';

/** The rules that a field of an input can break. */
export enum FieldErrorCode {
  REQUIRED = 'REQUIRED',
  TOO_SHORT = 'TOO_SHORT',
  TOO_LONG = 'TOO_LONG',
  NOT_AN_EMAIL = 'NOT_AN_EMAIL',
  FORBIDDEN_CHARACTER = 'FORBIDDEN_CHARACTER',
  COMMON_PASSWORD = 'COMMON_PASSWORD',
  SAME_AS_IDENTITY = 'SAME_AS_IDENTITY',
  FORBIDDEN_WORD = 'FORBIDDEN_WORD',
  MISSING_CHARACTER_CLASS = 'MISSING_CHARACTER_CLASS',
}

registerEnumType(FieldErrorCode, {
  name: 'FieldErrorCode',
  description: 'Names the rule that a field breaks.',
  valuesConfig: {
    REQUIRED: { description: 'The field is empty.' },
    TOO_SHORT: { description: 'The text has too few characters.' },
    TOO_LONG: { description: 'The text has too many characters.' },
    NOT_AN_EMAIL: { description: 'The text is no e-mail address.' },
    FORBIDDEN_CHARACTER: { description: 'The text has a character that is not allowed here.' },
    COMMON_PASSWORD: { description: 'The password is on the list of the most used passwords.' },
    SAME_AS_IDENTITY: {
      description: 'The password is the e-mail address of the account, the part before its @, or the username.',
    },
    FORBIDDEN_WORD: { description: 'The password contains a word that is easy to guess on this server.' },
    MISSING_CHARACTER_CLASS: {
      description: 'The password lacks a kind of character that this server asks for (upper, lower, digit, symbol).',
    },
  },
});

@ObjectType({ description: 'A rule that one field of the input breaks.' })
export class FieldError {
  @Field(() => String, { description: 'The field, by its name in the input: `email`.' })
  readonly field: string;

  @Field(() => FieldErrorCode, { description: 'The rule, for programs.' })
  readonly code: FieldErrorCode;

  @Field(() => String, { description: 'What to do about it, for people.' })
  readonly message: string;

  constructor(field: string, problem: FieldProblem) {
    this.field = field;
    this.code = problem.code;
    this.message = problem.message;
  }
}

/** What is wrong with a value, before it is known in which field it stands. */
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
  INVALID_CLAIM = 'INVALID_CLAIM',
}

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'Names an expected failure. Codes are never renamed; new ones may be added.',
  valuesConfig: {
    INVALID_INPUT: { description: 'Some fields of the input break a rule; `fieldErrors` lists each.' },
    EMAIL_TAKEN: { description: 'An account with this e-mail address exists.' },
    USERNAME_TAKEN: { description: 'An account with this username exists, in whatever letter case.' },
    INVALID_CREDENTIALS: { description: 'The e-mail address or the password is wrong.' },
    ACCOUNT_DEACTIVATED: { description: 'The password is right, but the account has been deactivated.' },
    INVALID_REFRESH_TOKEN: { description: 'The refresh token cannot be used; sign in again.' },
    SERVER_BUSY: { description: 'Too many passwords are being checked right now; try again shortly.' },
    EMAIL_NOT_VERIFIED: { description: 'The password is right, but the e-mail address has to be verified first.' },
    WRONG_PASSWORD: { description: 'The password of the account is wrong.' },
    INVALID_MAIL_TOKEN: { description: 'The token from a mail cannot be used; `reason` says why.' },
    MAIL_UNAVAILABLE: { description: 'This server sends no mail, which the operation needs.' },
    SESSION_NOT_FOUND: { description: 'The signed-in user has no such session.' },
    USER_NOT_FOUND: { description: 'There is no such user.' },
    TOO_MANY_ATTEMPTS: { description: 'It was tried too often; `retryAfterSeconds` says how long to wait.' },
    INVALID_CLAIM: { description: 'The token does not make anyone an administrator, or there is one already.' },
    LAST_ADMINISTRATOR: { description: 'It would leave nobody to administer the server.' },
  },
});

@InterfaceType({ description: 'An expected failure: every failing member of a result union implements it.' })
export abstract class ErrorResult {
  @Field(() => ErrorCode, { description: 'What went wrong, for programs.' })
  readonly code!: ErrorCode;

  @Field(() => String, { description: 'What went wrong and what to do next, for people.' })
  readonly message!: string;
}

/**
 * How a service fails in an expected way. It carries the union member instead of being one, because graphql-js
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
