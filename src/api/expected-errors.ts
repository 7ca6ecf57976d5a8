import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ErrorCode, ErrorResult, FieldError, type FieldProblem, listFieldErrors, refuse } from './error-result.js';

@ObjectType({ implements: ErrorResult, description: 'Some fields of the input break a rule. Nothing was changed.' })
export class InvalidInputError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_INPUT;
  override readonly message =
    'Some fields are not acceptable. Correct the fields listed in fieldErrors and send again.';

  @Field(() => [FieldError], { description: 'One entry for each field that breaks a rule.' })
  readonly fieldErrors: FieldError[];

  constructor(fieldErrors: FieldError[]) {
    super();
    this.fieldErrors = fieldErrors;
  }
}

@ObjectType({ implements: ErrorResult, description: 'The e-mail address belongs to an account already.' })
export class EmailTakenError extends ErrorResult {
  override readonly code = ErrorCode.EMAIL_TAKEN;
  override readonly message = 'An account with this e-mail address exists. Log in, or register with another address.';
}

@ObjectType({ implements: ErrorResult, description: 'The username belongs to an account already.' })
export class UsernameTakenError extends ErrorResult {
  override readonly code = ErrorCode.USERNAME_TAKEN;
  override readonly message = 'This username is taken. Choose another one.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The e-mail address or the password is wrong; it is not said which, nor whether the account exists.',
})
export class InvalidCredentialsError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_CREDENTIALS;
  override readonly message = 'The e-mail address or the password is wrong. Check both and try again.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The account has been deactivated. Only who knows the password is told so.',
})
export class AccountDeactivatedError extends ErrorResult {
  override readonly code = ErrorCode.ACCOUNT_DEACTIVATED;
  override readonly message = 'This account has been deactivated. Ask an administrator to reactivate it.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The refresh token is unknown, expired or used, or its session has ended. Sign in again.',
})
export class InvalidRefreshTokenError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_REFRESH_TOKEN;
  override readonly message: string;

  constructor(wasSent = true) {
    super();
    this.message = wasSent
      ? 'This refresh token cannot be used any more. Log in again.'
      : 'No refresh token was sent. Send it in the input; browsers send it as a cookie, to /graphql/session only.';
  }
}

@ObjectType({ implements: ErrorResult, description: 'The server has too many passwords to check at the moment.' })
export class ServerBusyError extends ErrorResult {
  override readonly code = ErrorCode.SERVER_BUSY;
  override readonly message = 'The server is busy. Try again after retryAfterSeconds.';

  @Field(() => Int, { description: 'How many seconds to wait before the next try.' })
  readonly retryAfterSeconds = 2;
}

@ObjectType({
  implements: ErrorResult,
  description: 'The e-mail address has to be verified first. Only who knows the password is told so.',
})
export class EmailNotVerifiedError extends ErrorResult {
  override readonly code = ErrorCode.EMAIL_NOT_VERIFIED;
  override readonly message = 'Verify your e-mail address first. Ask for a new mail with requestEmailVerification.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The password of the account is wrong. Nothing was changed.',
})
export class WrongPasswordError extends ErrorResult {
  override readonly code = ErrorCode.WRONG_PASSWORD;
  override readonly message = 'The password is wrong. Enter your current password.';
}

/** Why a token from a mail cannot be used. */
export enum MailTokenProblem {
  UNKNOWN = 'UNKNOWN',
  EXPIRED = 'EXPIRED',
  USED = 'USED',
}

registerEnumType(MailTokenProblem, {
  name: 'MailTokenProblem',
  description: 'Why a token from a mail cannot be used.',
  valuesConfig: {
    UNKNOWN: { description: 'It is no token of this server, or not for this operation.' },
    EXPIRED: { description: 'It came too late.' },
    USED: { description: 'It was used before.' },
  },
});

@ObjectType({ implements: ErrorResult, description: 'The token from a mail cannot be used. Nothing was changed.' })
export class InvalidMailTokenError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_MAIL_TOKEN;
  override readonly message = 'This link or code cannot be used any more. Ask for a new mail.';

  @Field(() => MailTokenProblem, { description: 'Why, for programs.' })
  readonly reason: MailTokenProblem;

  constructor(reason: MailTokenProblem) {
    super();
    this.reason = reason;
  }
}

@ObjectType({ implements: ErrorResult, description: 'This server sends no mail, which the operation needs.' })
export class MailUnavailableError extends ErrorResult {
  override readonly code = ErrorCode.MAIL_UNAVAILABLE;
  override readonly message = 'This server sends no mail. Ask its operator to do this for you.';
}

@ObjectType({ implements: ErrorResult, description: 'The signed-in user has no such session, or it has ended.' })
export class SessionNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.SESSION_NOT_FOUND;
  override readonly message = 'There is no such session. Look at the list of sessions again.';
}

@ObjectType({ implements: ErrorResult, description: 'There is no such user.' })
export class UserNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.USER_NOT_FOUND;
  override readonly message = 'There is no such user. Look at the list of users again.';
}

@ObjectType({ implements: ErrorResult, description: 'It would leave no active administrator. Nothing was changed.' })
export class LastAdministratorError extends ErrorResult {
  override readonly code = ErrorCode.LAST_ADMINISTRATOR;
  override readonly message = 'This is the last active administrator. Make somebody else an administrator first.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The token is not the one that the server printed, or there is an administrator already.',
})
export class InvalidClaimError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_CLAIM;
  override readonly message =
    'This token does not make you an administrator. Ask an administrator to make you one; if there is none, take the token from the terminal in which the server was started.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'It was tried too often, with this account or from this address. Nothing was done.',
})
export class TooManyAttemptsError extends ErrorResult {
  override readonly code = ErrorCode.TOO_MANY_ATTEMPTS;
  override readonly message = 'Too many attempts. Wait for retryAfterSeconds, then try again.';

  @Field(() => Int, { description: 'How many seconds to wait before the next try.' })
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super();
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** @throws {ExpectedError} InvalidInputError, if a field has a problem. */
export function refuseInvalid(problems: Record<string, FieldProblem | undefined>): void {
  const fieldErrors = listFieldErrors(problems);
  if (fieldErrors.length > 0) throw refuse(new InvalidInputError(fieldErrors));
}
