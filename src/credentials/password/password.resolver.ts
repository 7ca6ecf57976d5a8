import {
  Arg,
  Authorized,
  Ctx,
  createUnionType,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
} from 'type-graphql';
import {
  InvalidInputError,
  InvalidMailTokenError,
  MailUnavailableError,
  ServerBusyError,
  TooManyAttemptsError,
  WrongPasswordError,
} from '../../api/expected-errors.js';
import { MailRequestedPayload } from '../../mail/requested-email.js';
import type { Context, DeliveredTokens } from '../../sessions/context.js';
import { Session } from '../../sessions/session.entity.js';
import type { PasswordChange, PasswordReset } from './password-change.js';

@InputType({ description: 'A new password, confirmed by the current one, if there is one.' })
export class ChangePasswordInput {
  @Field(() => String, {
    nullable: true,
    description: 'The current password. Not needed by users without one, after a fresh login.',
  })
  currentPassword?: string | null;

  @Field(() => String, {
    description: 'The new password: by default at least 8 characters, and not one of the most common passwords.',
  })
  newPassword!: string;
}

@ObjectType({
  description: 'The password was changed. The tokens sent with the request are no longer accepted: use these instead.',
})
export class ChangePasswordPayload {
  @Field(() => Int, { description: 'How many other sessions were ended.' })
  readonly endedSessionCount: number;

  @Field(() => String, {
    nullable: true,
    description: 'The JWT to send from now on. Null only if tokens are kept in cookies.',
  })
  readonly accessToken: string | null;

  @Field(() => Date, { description: 'When the access token expires.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The refresh token to use next; it works once. Null only if tokens are kept in cookies.',
  })
  readonly refreshToken: string | null;

  @Field(() => Date, { description: 'When the refresh token expires, and the session with it.' })
  readonly refreshTokenExpiresAt: Date;

  @Field(() => Session, { description: 'The session that replaces the one that sent the request.' })
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

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  description: 'The tokens of the new session, or why the password was not changed.',
  types: () =>
    [ChangePasswordPayload, WrongPasswordError, InvalidInputError, TooManyAttemptsError, ServerBusyError] as const,
});

@InputType({ description: 'The account whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The email address of the account.' })
  email!: string;
}

export const RequestPasswordResetResult = createUnionType({
  name: 'RequestPasswordResetResult',
  description: 'The same result for every address, or why no email can be sent.',
  types: () => [MailRequestedPayload, InvalidInputError, TooManyAttemptsError, MailUnavailableError] as const,
});

@InputType({ description: 'A new password and the token from an email that allows it.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token from the email.' })
  token!: string;

  @Field(() => String, {
    description: 'The new password: by default at least 8 characters, and not one of the most common passwords.',
  })
  newPassword!: string;
}

@ObjectType({ description: 'The password was reset and every session ended. Log in with the new password.' })
export class ResetPasswordPayload {
  @Field(() => String, { description: 'The message to show to the person.' })
  readonly message: string = 'Your password was reset. Log in with the new one.';
}

export const ResetPasswordResult = createUnionType({
  name: 'ResetPasswordResult',
  description: 'The confirmation, or why the password was not reset.',
  types: () => [ResetPasswordPayload, InvalidMailTokenError, InvalidInputError, ServerBusyError] as const,
});

export interface PasswordServices {
  readonly passwordChange: PasswordChange;
  readonly passwordReset: PasswordReset;
}

@Resolver()
export class PasswordResolver {
  constructor(private readonly services: PasswordServices) {}

  @Authorized()
  @Mutation(() => ChangePasswordResult, {
    description: 'Changes the password and ends every session. This device receives the tokens of a new session.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: Context,
  ) {
    const { issued, endedSessionCount } = await this.services.passwordChange.change(context, input);
    return new ChangePasswordPayload(endedSessionCount, context.transport.deliver(issued));
  }

  @Mutation(() => RequestPasswordResetResult, {
    description: 'Sends an email with a token to reset a forgotten password. The result is the same for every address.',
  })
  async requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'The account.' }) input: RequestPasswordResetInput,
    @Ctx() context: Context,
  ) {
    await this.services.passwordReset.request(context, input);
    return new MailRequestedPayload();
  }

  @Mutation(() => ResetPasswordResult, {
    description: 'Sets a new password with a token from an email, and ends every session.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The token and the password.' }) input: ResetPasswordInput,
    @Ctx() context: Context,
  ) {
    await this.services.passwordReset.reset(context, input);
    return new ResetPasswordPayload();
  }
}
