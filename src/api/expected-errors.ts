import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AuthenticationMethod } from './assurance.js';
import { ErrorCode, ErrorResult, FieldError, type FieldProblem, listFieldErrors, refuse } from './error-result.js';

@ObjectType({ implements: ErrorResult, description: 'Some fields of the input are invalid. Nothing was changed.' })
export class InvalidInputError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_INPUT;
  override readonly message = 'Some fields are invalid. Correct the fields listed in fieldErrors and try again.';

  @Field(() => [FieldError], { description: 'One entry for each field that breaks a rule.' })
  readonly fieldErrors: FieldError[];

  constructor(fieldErrors: FieldError[]) {
    super();
    this.fieldErrors = fieldErrors;
  }
}

@ObjectType({ implements: ErrorResult, description: 'The email address already belongs to an account.' })
export class EmailTakenError extends ErrorResult {
  override readonly code = ErrorCode.EMAIL_TAKEN;
  override readonly message =
    'An account with this email address already exists. Log in, or register with another address.';
}

@ObjectType({ implements: ErrorResult, description: 'The username already belongs to an account.' })
export class UsernameTakenError extends ErrorResult {
  override readonly code = ErrorCode.USERNAME_TAKEN;
  override readonly message = 'This username is taken. Choose another one.';
}

@ObjectType({
  implements: ErrorResult,
  description:
    'The email address or username, or the password is wrong. The response does not reveal which, or whether the account exists.',
})
export class InvalidCredentialsError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_CREDENTIALS;
  override readonly message: string;

  /** @param name what the account was called by. */
  constructor(name: 'email address' | 'username' = 'email address') {
    super();
    this.message = `The ${name} or the password is wrong. Check both and try again.`;
  }
}

@ObjectType({
  implements: ErrorResult,
  description: 'The account has been deactivated. Returned only if the password is right.',
})
export class AccountDeactivatedError extends ErrorResult {
  override readonly code = ErrorCode.ACCOUNT_DEACTIVATED;
  override readonly message = 'This account has been deactivated. Ask an administrator to reactivate it.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The refresh token is unknown, expired or used, or its session has ended. Log in again.',
})
export class InvalidRefreshTokenError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_REFRESH_TOKEN;
  override readonly message: string;

  constructor(wasSent = true) {
    super();
    this.message = wasSent
      ? 'This refresh token can no longer be used. Log in again.'
      : 'No refresh token was sent. Send it in the input; browsers send it as a cookie, but only to /graphql/session.';
  }
}

@ObjectType({
  implements: ErrorResult,
  description:
    'The server cannot check a password at the moment: too many are waiting, or the list of breached ones is away.',
})
export class ServerBusyError extends ErrorResult {
  override readonly code = ErrorCode.SERVER_BUSY;
  override readonly message = 'The server is busy. Try again after retryAfterSeconds.';

  @Field(() => Int, { description: 'How many seconds to wait before the next attempt.' })
  readonly retryAfterSeconds = 2;
}

@ObjectType({
  implements: ErrorResult,
  description: 'The email address must be verified first. Returned only if the password is right.',
})
export class EmailNotVerifiedError extends ErrorResult {
  override readonly code = ErrorCode.EMAIL_NOT_VERIFIED;
  override readonly message = 'Verify your email address first. Request a new email with requestEmailVerification.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The password of the account is wrong. Nothing was changed.',
})
export class WrongPasswordError extends ErrorResult {
  override readonly code = ErrorCode.WRONG_PASSWORD;
  override readonly message = 'The password is wrong. Enter your current password.';
}

export enum MailTokenProblem {
  UNKNOWN = 'UNKNOWN',
  EXPIRED = 'EXPIRED',
  USED = 'USED',
}

registerEnumType(MailTokenProblem, {
  name: 'MailTokenProblem',
  description: 'Why a token from an email cannot be used.',
  valuesConfig: {
    UNKNOWN: { description: 'This server did not issue the token, or not for this operation.' },
    EXPIRED: { description: 'The token has expired.' },
    USED: { description: 'The token has already been used.' },
  },
});

@ObjectType({ implements: ErrorResult, description: 'The token from an email cannot be used. Nothing was changed.' })
export class InvalidMailTokenError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_MAIL_TOKEN;
  override readonly message: string;

  @Field(() => MailTokenProblem, { description: 'The reason, for programs.' })
  readonly reason: MailTokenProblem;

  constructor(reason: MailTokenProblem, message = 'This link or code can no longer be used. Request a new email.') {
    super();
    this.reason = reason;
    this.message = message;
  }
}

@ObjectType({
  implements: ErrorResult,
  description: 'The operation needs email, which this server does not send, or not for this.',
})
export class MailUnavailableError extends ErrorResult {
  override readonly code = ErrorCode.MAIL_UNAVAILABLE;
  override readonly message: string;

  constructor(message = 'This server does not send email. Ask its operator to do this for you.') {
    super();
    this.message = message;
  }
}

@ObjectType({
  implements: ErrorResult,
  description: 'The user has no session with this id, or it has ended.',
})
export class SessionNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.SESSION_NOT_FOUND;
  override readonly message = 'There is no such session. Reload the list of sessions.';
}

@ObjectType({ implements: ErrorResult, description: 'There is no user with this id.' })
export class UserNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.USER_NOT_FOUND;
  override readonly message = 'There is no such user. Reload the list of users.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'There were too many attempts for this account or from this client address. Nothing was done.',
})
export class TooManyAttemptsError extends ErrorResult {
  override readonly code = ErrorCode.TOO_MANY_ATTEMPTS;
  override readonly message = 'Too many attempts. Wait for retryAfterSeconds, then try again.';

  @Field(() => Int, { description: 'How many seconds to wait before the next attempt.' })
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super();
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

@ObjectType({
  implements: ErrorResult,
  description: 'The first factor was right; a second one is needed. No session was started.',
})
export class SecondFactorRequiredError extends ErrorResult {
  override readonly code = ErrorCode.SECOND_FACTOR_REQUIRED;
  override readonly message = 'This account has a second factor. Send a code of it with completeLogin.';

  @Field(() => String, { description: 'For `completeLogin`: 5 minutes, one login, nothing else.' })
  readonly challengeToken: string;

  @Field(() => Date, { description: 'When the challenge expires.' })
  readonly expiresAt: Date;

  @Field(() => [AuthenticationMethod], { description: 'The second factors that the user can choose from.' })
  readonly methods: AuthenticationMethod[];

  @Field(() => String, {
    nullable: true,
    description:
      'The `returnTo` of the `startSocialLogin` that began this, an absolute URL, for use once the login is complete.',
  })
  returnTo: string | null = null;

  constructor(challengeToken: string, expiresAt: Date, methods: AuthenticationMethod[]) {
    super();
    this.challengeToken = challengeToken;
    this.expiresAt = expiresAt;
    this.methods = methods;
  }
}

@ObjectType({ implements: ErrorResult, description: 'The code is wrong, has lapsed, or was used before.' })
export class WrongCodeError extends ErrorResult {
  override readonly code = ErrorCode.WRONG_CODE;
  override readonly message: string;

  constructor(message = 'The code is wrong, or was used before. Enter the next one.') {
    super();
    this.message = message;
  }
}

@ObjectType({
  implements: ErrorResult,
  description: 'The login or enrolment that was begun has expired, was completed, voided or attempted too often.',
})
export class InvalidChallengeError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_CHALLENGE;
  override readonly message = 'This cannot be completed any more. Begin again.';
}

/** @throws {ExpectedError} InvalidInputError, if a field has a problem. */
export function refuseInvalid(problems: Record<string, FieldProblem | undefined>): void {
  const fieldErrors = listFieldErrors(problems);
  if (fieldErrors.length > 0) throw refuse(new InvalidInputError(fieldErrors));
}
