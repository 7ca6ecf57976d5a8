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

@InputType({ description: 'An account whose e-mail address is to be verified.' })
export class RequestEmailVerificationInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  email!: string;
}

export const RequestEmailVerificationResult = createUnionType({
  name: 'RequestEmailVerificationResult',
  description: 'The same answer for every address, or why no mail can be sent.',
  types: () => [MailRequestedPayload, InvalidInputError, TooManyAttemptsError, MailUnavailableError] as const,
});

@InputType({ description: 'What proves that somebody reads the mail of an address.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'The token from the mail.' })
  token!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The password of the account. Needed for a new address and for the one of the first administrator only, and only from someone who is not signed in to the account.',
  })
  password?: string | null;
}

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

@InputType({ description: 'Another e-mail address for the account.' })
export class ChangeEmailInput {
  @Field(() => String, { description: 'The new e-mail address. It takes effect when it is confirmed.' })
  newEmail!: string;

  @Field(() => String, { description: 'The password of the account.' })
  password!: string;
}

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
      'Verifies an email address with a token from an email. A new address, and that of the first administrator, takes effect only for someone who is signed in to the account or sends its password.',
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
      'Asks for another e-mail address. It takes effect when it is confirmed; the old one is told. Needs a fresh login.',
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
      'Restores the previous email address with a token from the email that reported the change, within 7 days. Ends every session.',
  })
  async undoEmailChange(
    @Arg('input', () => UndoEmailChangeInput, { description: 'The token.' }) input: UndoEmailChangeInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.services.emailChangeUndo.undo(context, input));
  }
}
