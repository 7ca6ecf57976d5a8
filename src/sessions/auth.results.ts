import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import {
  AccountDeactivatedError,
  EmailNotVerifiedError,
  EmailTakenError,
  InvalidCredentialsError,
  InvalidInputError,
  InvalidRefreshTokenError,
  ServerBusyError,
  TooManyAttemptsError,
  UsernameTakenError,
} from '../api/expected-errors.js';
import { User } from '../users/user.entity.js';
import type { DeliveredTokens } from './context.js';
import { Session } from './session.entity.js';

@ObjectType({ description: 'A signed-in user with the tokens of the session.' })
export class AuthPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The JWT to send as `Authorization: Bearer ...`. Null only where tokens are kept in cookies.',
  })
  readonly accessToken: string | null;

  @Field(() => Date, { description: 'When the access token expires. Get a new one with refreshToken before.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => String, { description: 'How to send the access token: `Bearer` (RFC 6750).' })
  readonly tokenType: string = 'Bearer';

  @Field(() => String, {
    nullable: true,
    description: 'Gets new tokens from refreshToken, once. Null only where tokens are kept in cookies.',
  })
  readonly refreshToken: string | null;

  @Field(() => Date, { description: 'When the refresh token expires, and the session with it.' })
  readonly refreshTokenExpiresAt: Date;

  @Field(() => Session, { description: 'The session that the tokens belong to.' })
  readonly session: Session;

  @Field(() => User, { description: 'The user who is signed in.' })
  readonly user: User;

  constructor(tokens: DeliveredTokens) {
    this.accessToken = tokens.accessToken;
    this.accessTokenExpiresAt = tokens.accessTokenExpiresAt;
    this.refreshToken = tokens.refreshToken;
    this.refreshTokenExpiresAt = tokens.refreshTokenExpiresAt;
    this.session = tokens.session;
    this.user = tokens.session.user;
  }
}

@ObjectType({
  description:
    'The e-mail address has to be verified before the account can be used. Said for new and for taken addresses.',
})
export class VerificationRequired {
  @Field(() => String, { description: 'What to tell the person.' })
  readonly message: string = 'A mail is on its way. Verify your e-mail address by it, then log in.';
}

@ObjectType({ description: 'What logging out has ended.' })
export class LogoutPayload {
  @Field(() => Int, { description: 'How many sessions were ended; their tokens are refused from now on.' })
  readonly endedSessionCount: number;

  constructor(endedSessionCount: number) {
    this.endedSessionCount = endedSessionCount;
  }
}

export const RegisterResult = createUnionType({
  name: 'RegisterResult',
  description: 'The new account, signed in, or why it was not made.',
  types: () =>
    [
      AuthPayload,
      VerificationRequired,
      EmailTakenError,
      UsernameTakenError,
      InvalidInputError,
      TooManyAttemptsError,
      ServerBusyError,
    ] as const,
});

export const LoginResult = createUnionType({
  name: 'LoginResult',
  description: 'The signed-in user, or why signing in failed.',
  types: () =>
    [
      AuthPayload,
      InvalidCredentialsError,
      AccountDeactivatedError,
      EmailNotVerifiedError,
      InvalidInputError,
      TooManyAttemptsError,
      ServerBusyError,
    ] as const,
});

export const RefreshTokenResult = createUnionType({
  name: 'RefreshTokenResult',
  description: 'New tokens, or why there are none.',
  types: () => [AuthPayload, InvalidRefreshTokenError, TooManyAttemptsError] as const,
});
