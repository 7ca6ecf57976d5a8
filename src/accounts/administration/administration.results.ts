import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { LastAdministratorError } from '../../api/administration-errors.js';
import { createConnectionType } from '../../api/connections.js';
import {
  EmailTakenError,
  InvalidInputError,
  MailUnavailableError,
  ServerBusyError,
  SessionNotFoundError,
  TooManyAttemptsError,
  UserNotFoundError,
  UsernameTakenError,
} from '../../api/expected-errors.js';
import { MailRequestedPayload } from '../../mail/requested-email.js';
import { User } from '../../users/user.entity.js';

export const UserConnection = createConnectionType(User, 'User');

@ObjectType({ description: 'The user with their current data.' })
export class UserPayload {
  @Field(() => User, { description: 'The user.' })
  readonly user: User;

  constructor(user: User) {
    this.user = user;
  }
}

@ObjectType({ description: 'The user was signed out everywhere.' })
export class EndUserSessionsPayload {
  @Field(() => Int, { description: 'How many sessions were ended.' })
  readonly endedSessionCount: number;

  constructor(endedSessionCount: number) {
    this.endedSessionCount = endedSessionCount;
  }
}

@ObjectType({ description: 'The session has ended. Its tokens are no longer accepted.' })
export class EndUserSessionPayload {
  @Field(() => ID, { description: 'The id of the session, so that clients can remove it from their caches.' })
  readonly endedSessionId: string;

  constructor(endedSessionId: string) {
    this.endedSessionId = endedSessionId;
  }
}

@ObjectType({ description: 'The user was deleted.' })
export class DeleteUserPayload {
  @Field(() => ID, { description: 'The id of the deleted user.' })
  readonly deletedUserId: string;

  constructor(deletedUserId: string) {
    this.deletedUserId = deletedUserId;
  }
}

export const CreateUserResult = createUnionType({
  name: 'CreateUserResult',
  description: 'The new user, or why there is none.',
  types: () =>
    [
      UserPayload,
      EmailTakenError,
      UsernameTakenError,
      InvalidInputError,
      MailUnavailableError,
      TooManyAttemptsError,
      ServerBusyError,
    ] as const,
});

export const SendPasswordResetResult = createUnionType({
  name: 'SendPasswordResetResult',
  description: 'The email was accepted for sending, or why not.',
  types: () => [MailRequestedPayload, UserNotFoundError, MailUnavailableError, TooManyAttemptsError] as const,
});

export const SetUserRoleResult = createUnionType({
  name: 'SetUserRoleResult',
  description: 'The user with the new role, or why the role was not changed.',
  types: () => [UserPayload, UserNotFoundError, LastAdministratorError] as const,
});

export const DeactivateUserResult = createUnionType({
  name: 'DeactivateUserResult',
  description: 'The deactivated user, or why the user was not deactivated.',
  types: () => [UserPayload, UserNotFoundError, LastAdministratorError, InvalidInputError] as const,
});

export const ReactivateUserResult = createUnionType({
  name: 'ReactivateUserResult',
  description: 'The reactivated user, or why the user was not reactivated.',
  types: () => [UserPayload, UserNotFoundError] as const,
});

export const VerifyUserEmailResult = createUnionType({
  name: 'VerifyUserEmailResult',
  description: 'The user whose address counts as verified, or why it does not.',
  types: () => [UserPayload, UserNotFoundError] as const,
});

export const ResetSecondFactorsResult = createUnionType({
  name: 'ResetSecondFactorsResult',
  description: 'The user without second factors, or why they were not reset.',
  types: () => [UserPayload, UserNotFoundError] as const,
});

export const EndUserSessionsResult = createUnionType({
  name: 'EndUserSessionsResult',
  description: 'How many sessions were ended, or why none were.',
  types: () => [EndUserSessionsPayload, UserNotFoundError] as const,
});

export const EndUserSessionResult = createUnionType({
  name: 'EndUserSessionResult',
  description: 'The id of the ended session, or why it was not ended.',
  types: () => [EndUserSessionPayload, UserNotFoundError, SessionNotFoundError] as const,
});

export const DeleteUserResult = createUnionType({
  name: 'DeleteUserResult',
  description: 'The id of the deleted user, or why the user was not deleted.',
  types: () => [DeleteUserPayload, UserNotFoundError, LastAdministratorError] as const,
});
