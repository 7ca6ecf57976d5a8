import { Arg, Authorized, Ctx, createUnionType, Field, InputType, Mutation, Resolver } from 'type-graphql';
import {
  EmailTakenError,
  InvalidInputError,
  InvalidMailTokenError,
  MailUnavailableError,
  ServerBusyError,
  TooManyAttemptsError,
  WrongPasswordError,
} from '../api/expected-errors.js';
import { MailRequestedPayload } from '../mail/requested-email.js';
import type { Context } from '../sessions/context.js';
import { AccountPayload } from './accounts.resolver.js';
import type { EmailChange, EmailChangeUndo, EmailVerification } from './email-address.js';

@InputType({ description: 'The account whose email address is to be verified.' })
export class RequestEmailVerificationInput {
  @Field(() => String, { description: 'The email address of the account.' })
  email!: string;
}

export const RequestEmailVerificationResult = createUnionType({
  name: 'RequestEmailVerificationResult',
  description: 'The same result for every address, or why no email can be sent.',
  types: () => [MailRequestedPayload, InvalidInputError, TooManyAttemptsError, MailUnavailableError] as const,
});

@InputType({ description: 'The token that proves control of an email address.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'The token from the email.' })
  token!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The password of the account. Required only for a new address and for that of the first administrator, and only if you are not signed in to the account.',
  })
  password?: string | null;
}

export const VerifyEmailResult = createUnionType({
  name: 'VerifyEmailResult',
  description: 'The account with its verified address, or why it was not verified.',
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

@InputType({ description: 'A new email address for the account.' })
export class ChangeEmailInput {
  @Field(() => String, { description: 'The new email address. It takes effect once confirmed.' })
  newEmail!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The password of the account. Needed unless `confirmIdentity` was called a short while ago, or the user has nothing that it takes.',
  })
  password?: string | null;
}

export const ChangeEmailResult = createUnionType({
  name: 'ChangeEmailResult',
  description: 'The confirmation that an email was sent to the new address, or why not.',
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

@InputType({ description: 'The token from the email that reported a change of the email address.' })
export class UndoEmailChangeInput {
  @Field(() => String, { description: 'The token from the email.' })
  token!: string;
}

export const UndoEmailChangeResult = createUnionType({
  name: 'UndoEmailChangeResult',
  description: 'The account with its previous address, or why the change was not undone.',
  types: () => [AccountPayload, InvalidMailTokenError, EmailTakenError] as const,
});

export interface EmailAddressServices {
  readonly emailVerification: EmailVerification;
  readonly emailChange: EmailChange;
  readonly emailChangeUndo: EmailChangeUndo;
}

@Resolver()
export class EmailAddressResolver {
  constructor(private readonly services: EmailAddressServices) {}

  @Mutation(() => RequestEmailVerificationResult, {
    description: 'Sends an email with a token to verify an email address. The result is the same for every address.',
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
      'Verifies an email address with a token from an email. To confirm a new address, or that of the first administrator, be signed in to the account or send its password.',
  })
  async verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'The token.' }) input: VerifyEmailInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.services.emailVerification.verify(context, input));
  }

  @Authorized()
  @Mutation(() => ChangeEmailResult, {
    description:
      'Requests a new email address. It takes effect once confirmed; the current address is notified. Requires a recent login.',
  })
  async changeEmail(
    @Arg('input', () => ChangeEmailInput, { description: 'The new address.' }) input: ChangeEmailInput,
    @Ctx() context: Context,
  ) {
    await this.services.emailChange.request(context, input);
    return new MailRequestedPayload();
  }

  @Mutation(() => UndoEmailChangeResult, {
    description:
      'Restores the previous email address within 7 days, with a token from the email that reported the change. Ends every session.',
  })
  async undoEmailChange(
    @Arg('input', () => UndoEmailChangeInput, { description: 'The token.' }) input: UndoEmailChangeInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.services.emailChangeUndo.undo(context, input));
  }
}
