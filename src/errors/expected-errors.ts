import { Field, Int, ObjectType } from 'type-graphql';
import { ErrorCode, ErrorResult } from './error-result.js';
import { FieldError } from './field-error.js';

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
  override readonly message = 'This refresh token cannot be used any more. Log in again.';
}

@ObjectType({ implements: ErrorResult, description: 'The server has too many passwords to check at the moment.' })
export class ServerBusyError extends ErrorResult {
  override readonly code = ErrorCode.SERVER_BUSY;
  override readonly message = 'The server is busy. Try again after retryAfterSeconds.';

  @Field(() => Int, { description: 'How many seconds to wait before the next try.' })
  readonly retryAfterSeconds = 2;
}
