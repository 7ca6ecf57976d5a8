import { Arg, Ctx, createUnionType, InputType, Mutation, Resolver } from 'type-graphql';
import {
  EmailTakenError,
  InvalidInputError,
  TooManyAttemptsError,
  UsernameTakenError,
} from '../api/expected-errors.js';
import { InvalidPasskeyError, PasskeyTakenError } from '../api/passkey-errors.js';
import { CompletePasskeyRegistrationInput } from '../credentials/passkeys/passkey.inputs.js';
import { PasskeyCeremony } from '../credentials/passkeys/passkey.results.js';
import { AuthPayload } from '../sessions/auth-payload.js';
import type { Context } from '../sessions/context.js';
import { preferredLocale } from '../users/locale.js';
import type { PasskeySignUp } from './passkey-sign-up.js';
import { SignUpInput, VerificationRequired } from './registration.resolver.js';

@InputType({ description: 'A new account whose user signs in by a passkey.' })
export class StartPasskeySignUpInput extends SignUpInput {}

@InputType({ description: 'What the browser returned for the passkey of a new account.' })
export class RegisterWithPasskeyInput extends CompletePasskeyRegistrationInput {}

export const StartPasskeySignUpResult = createUnionType({
  name: 'StartPasskeySignUpResult',
  description: 'What an authenticator is asked to sign, or why the account cannot be created.',
  types: () => [PasskeyCeremony, EmailTakenError, UsernameTakenError, InvalidInputError, TooManyAttemptsError] as const,
});

export const RegisterWithPasskeyResult = createUnionType({
  name: 'RegisterWithPasskeyResult',
  description: 'The new account, signed in, or why it was not created.',
  types: () =>
    [
      AuthPayload,
      VerificationRequired,
      InvalidPasskeyError,
      PasskeyTakenError,
      EmailTakenError,
      UsernameTakenError,
      InvalidInputError,
      TooManyAttemptsError,
    ] as const,
});

@Resolver()
export class PasskeySignUpResolver {
  constructor(private readonly service: PasskeySignUp) {}

  @Mutation(() => StartPasskeySignUpResult, {
    description: 'Begins to create an account with a passkey in place of a password.',
  })
  async startPasskeySignUp(
    @Arg('input', () => StartPasskeySignUpInput, { description: 'The account.' }) input: StartPasskeySignUpInput,
    @Ctx() context: Context,
  ) {
    return new PasskeyCeremony(await this.service.start(context, input));
  }

  @Mutation(() => RegisterWithPasskeyResult, {
    description: 'Creates the account that `startPasskeySignUp` began, and signs it in.',
  })
  async registerWithPasskey(
    @Arg('input', () => RegisterWithPasskeyInput, { description: 'The response of the browser, and a name.' })
    input: RegisterWithPasskeyInput,
    @Ctx() context: Context,
  ) {
    const issued = await this.service.complete(context, input, preferredLocale(context.acceptLanguage));
    return issued ? new AuthPayload(context.transport.deliver(issued)) : new VerificationRequired();
  }
}
