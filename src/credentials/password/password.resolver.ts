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

@InputType({ description: 'A new password, confirmed by the current one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The current password.' })
  currentPassword!: string;

  @Field(() => String, {
    description: 'The new password: 8 characters or more by default, none of the most used ones.',
  })
  newPassword!: string;
}

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

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  description: 'The change of the password, or why it was not changed.',
  types: () =>
    [ChangePasswordPayload, WrongPasswordError, InvalidInputError, TooManyAttemptsError, ServerBusyError] as const,
});

@InputType({ description: 'An account whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  email!: string;
}

export const RequestPasswordResetResult = createUnionType({
  name: 'RequestPasswordResetResult',
  description: 'The same answer for every address, or why no mail can be sent.',
  types: () => [MailRequestedPayload, InvalidInputError, TooManyAttemptsError, MailUnavailableError] as const,
});

@InputType({ description: 'A new password, allowed by a token from a mail.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token from the mail.' })
  token!: string;

  @Field(() => String, {
    description: 'The new password: 8 characters or more by default, none of the most used ones.',
  })
  newPassword!: string;
}

@ObjectType({ description: 'The password was reset, and every session ended. Log in with the new one.' })
export class ResetPasswordPayload {
  @Field(() => String, { description: 'What to tell the person.' })
  readonly message: string = 'The password was reset. Log in with the new one.';
}

export const ResetPasswordResult = createUnionType({
  name: 'ResetPasswordResult',
  description: 'The reset of the password, or why it was not reset.',
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
    description: 'Changes the password and ends every session. This device gets the tokens of a new one.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: Context,
  ) {
    const { issued, endedSessionCount } = await this.services.passwordChange.change(context, input);
    return new ChangePasswordPayload(endedSessionCount, context.transport.deliver(issued));
  }

  @Mutation(() => RequestPasswordResetResult, {
    description: 'Sends a mail to reset a forgotten password. Every address gets the same answer.',
  })
  async requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'The account.' }) input: RequestPasswordResetInput,
    @Ctx() context: Context,
  ) {
    await this.services.passwordReset.request(context, input);
    return new MailRequestedPayload();
  }

  @Mutation(() => ResetPasswordResult, {
    description: 'Sets a new password by a token from a mail, and ends every session.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The token and the password.' }) input: ResetPasswordInput,
    @Ctx() context: Context,
  ) {
    await this.services.passwordReset.reset(context, input);
    return new ResetPasswordPayload();
  }
}
