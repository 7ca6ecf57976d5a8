import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { PasswordChange, PasswordReset } from '../credentials/password/password-change.js';
import { currentUser } from '../sessions/authentication.js';
import type { Context } from '../sessions/context.js';
import { User } from '../users/user.entity.js';
import type { AccountDeletion } from './account-deletion.js';
import {
  ChangeEmailInput,
  ChangePasswordInput,
  DeleteAccountInput,
  RequestEmailVerificationInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  UndoEmailChangeInput,
  UpdateProfileInput,
  VerifyEmailInput,
} from './accounts.inputs.js';
import {
  AccountPayload,
  ChangeEmailResult,
  ChangePasswordPayload,
  ChangePasswordResult,
  DeleteAccountPayload,
  DeleteAccountResult,
  MailRequestedPayload,
  RequestEmailVerificationResult,
  RequestPasswordResetResult,
  ResetPasswordPayload,
  ResetPasswordResult,
  UndoEmailChangeResult,
  UpdateProfileResult,
  VerifyEmailResult,
} from './accounts.results.js';
import type { EmailChange, EmailChangeUndo, EmailVerification } from './email-address.js';
import type { Profile } from './profile.js';

export interface AccountServices {
  readonly passwordChange: PasswordChange;
  readonly passwordReset: PasswordReset;
  readonly emailChange: EmailChange;
  readonly emailChangeUndo: EmailChangeUndo;
  readonly emailVerification: EmailVerification;
  readonly profile: Profile;
  readonly deletion: AccountDeletion;
}

@Resolver()
export class AccountsResolver {
  constructor(private readonly services: AccountServices) {}

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

  @Mutation(() => RequestEmailVerificationResult, {
    description: 'Sends a mail to verify an e-mail address. Every address gets the same answer.',
  })
  async requestEmailVerification(
    @Arg('input', () => RequestEmailVerificationInput, { description: 'The account.' })
    input: RequestEmailVerificationInput,
    @Ctx() context: Context,
  ) {
    await this.services.emailVerification.request(context, input);
    return new MailRequestedPayload();
  }

  @Mutation(() => VerifyEmailResult, {
    description:
      'Verifies an email address with a token from an email. A new address takes effect only for someone who is signed in to the account or sends its password.',
  })
  async verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'The token.' }) input: VerifyEmailInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.services.emailVerification.verify(context, input));
  }

  @Mutation(() => UndoEmailChangeResult, {
    description:
      'Restores the previous email address with a token from the email that reported the change, within 7 days. Ends every session.',
  })
  async undoEmailChange(
    @Arg('input', () => UndoEmailChangeInput, { description: 'The token.' }) input: UndoEmailChangeInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.services.emailChangeUndo.undo(context, input));
  }

  @Authorized()
  @Mutation(() => ChangeEmailResult, {
    description:
      'Asks for another e-mail address. It takes effect when it is confirmed; the old one is told. Needs a fresh login.',
  })
  async changeEmail(
    @Arg('input', () => ChangeEmailInput, { description: 'The new address.' }) input: ChangeEmailInput,
    @Ctx() context: Context,
  ) {
    await this.services.emailChange.request(context, input);
    return new MailRequestedPayload();
  }

  @Authorized()
  @Mutation(() => UpdateProfileResult, { description: 'Changes the profile of the signed-in user.' })
  async updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'The changes.' }) input: UpdateProfileInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.services.profile.update(context, input));
  }

  @Authorized()
  @Mutation(() => DeleteAccountResult, {
    description: 'Deletes the account of the signed-in user. Needs a fresh login.',
  })
  async deleteAccount(
    @Arg('input', () => DeleteAccountInput, { description: 'The confirmation.' }) input: DeleteAccountInput,
    @Ctx() context: Context,
  ) {
    return new DeleteAccountPayload(await this.services.deletion.deleteOwn(context, input));
  }
}

@Resolver()
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'The signed-in user; null where no access token was sent.' })
  me(@Ctx() { authentication }: Context): User | null {
    return currentUser(authentication);
  }
}
