import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  EmailTakenError,
  InvalidInputError,
  InvalidMailTokenError,
  LastAdministratorError,
  MailUnavailableError,
  ServerBusyError,
  TooManyAttemptsError,
  UsernameTakenError,
  WrongPasswordError,
} from '../api/expected-errors.js';
import type { DeliveredTokens } from '../sessions/context.js';
import { Session } from '../sessions/session.entity.js';
import { User } from '../users/user.entity.js';

@ObjectType({
  description: 'The password was changed. The tokens sent with the request are no longer accepted: use these instead.',
})
export class ChangePasswordPayload {
  @Field(() => Int, { description: 'How many other sessions were ended by it.' })
  readonly endedSessionCount: number;

  @Field(() => String, {
    nullable: true,
    description: 'The JWT to send from now on. Null only where tokens are kept in cookies.',
  })
  readonly accessToken: string | null;

  @Field(() => Date, { description: 'When the access token expires.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The refresh token to use from now on, once. Null only where tokens are kept in cookies.',
  })
  readonly refreshToken: string | null;

  @Field(() => Date, { description: 'When the refresh token expires, and the session with it.' })
  readonly refreshTokenExpiresAt: Date;

  @Field(() => Session, { description: 'The session that replaces the one of the request.' })
  readonly session: Session;

  constructor(endedSessionCount: number, tokens: DeliveredTokens) {
    this.endedSessionCount = endedSessionCount;
    this.accessToken = tokens.accessToken;
    this.accessTokenExpiresAt = tokens.accessTokenExpiresAt;
    this.refreshToken = tokens.refreshToken;
    this.refreshTokenExpiresAt = tokens.refreshTokenExpiresAt;
    this.session = tokens.session;
  }
}

@ObjectType({ description: 'A mail is on its way, if there is somebody to send it to. That is not told.' })
export class MailRequestedPayload {
  @Field(() => String, { description: 'What to tell the person.' })
  readonly message: string = 'If the address fits, a mail is on its way. Look into the mailbox.';
}

@ObjectType({ description: 'The password was reset, and every session ended. Log in with the new one.' })
export class ResetPasswordPayload {
  @Field(() => String, { description: 'What to tell the person.' })
  readonly message: string = 'The password was reset. Log in with the new one.';
}

@ObjectType({ description: 'The account as it is now.' })
export class AccountPayload {
  @Field(() => User, { description: 'The account.' })
  readonly user: User;

  constructor(user: User) {
    this.user = user;
  }
}

@ObjectType({ description: 'The account is gone, and its sessions with it.' })
export class DeleteAccountPayload {
  @Field(() => ID, { description: 'The id that the account had.' })
  readonly deletedUserId: string;

  constructor(deletedUserId: string) {
    this.deletedUserId = deletedUserId;
  }
}

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  description: 'The change of the password, or why it was not changed.',
  types: () =>
    [ChangePasswordPayload, WrongPasswordError, InvalidInputError, TooManyAttemptsError, ServerBusyError] as const,
});

export const RequestPasswordResetResult = createUnionType({
  name: 'RequestPasswordResetResult',
  description: 'The same answer for every address, or why no mail can be sent.',
  types: () => [MailRequestedPayload, InvalidInputError, TooManyAttemptsError, MailUnavailableError] as const,
});

export const ResetPasswordResult = createUnionType({
  name: 'ResetPasswordResult',
  description: 'The reset of the password, or why it was not reset.',
  types: () => [ResetPasswordPayload, InvalidMailTokenError, InvalidInputError, ServerBusyError] as const,
});

export const RequestEmailVerificationResult = createUnionType({
  name: 'RequestEmailVerificationResult',
  description: 'The same answer for every address, or why no mail can be sent.',
  types: () => [MailRequestedPayload, InvalidInputError, TooManyAttemptsError, MailUnavailableError] as const,
});

export const VerifyEmailResult = createUnionType({
  name: 'VerifyEmailResult',
  description: 'The account with its verified address, or why the token or the password is not accepted.',
  types: () =>
    [
      AccountPayload,
      InvalidMailTokenError,
      EmailTakenError,
      WrongPasswordError,
      TooManyAttemptsError,
      ServerBusyError,
    ] as const,
});

export const UndoEmailChangeResult = createUnionType({
  name: 'UndoEmailChangeResult',
  description: 'The account with its previous address, or why the change was not undone.',
  types: () => [AccountPayload, InvalidMailTokenError, EmailTakenError] as const,
});

export const ChangeEmailResult = createUnionType({
  name: 'ChangeEmailResult',
  description: 'A mail to the new address, or why there is none.',
  types: () =>
    [
      MailRequestedPayload,
      WrongPasswordError,
      EmailTakenError,
      InvalidInputError,
      TooManyAttemptsError,
      MailUnavailableError,
      ServerBusyError,
    ] as const,
});

export const UpdateProfileResult = createUnionType({
  name: 'UpdateProfileResult',
  description: 'The account as it is now, or why it was not changed.',
  types: () => [AccountPayload, UsernameTakenError, InvalidInputError, TooManyAttemptsError] as const,
});

export const DeleteAccountResult = createUnionType({
  name: 'DeleteAccountResult',
  description: 'The end of the account, or why it lives on.',
  types: () =>
    [DeleteAccountPayload, WrongPasswordError, LastAdministratorError, TooManyAttemptsError, ServerBusyError] as const,
});
