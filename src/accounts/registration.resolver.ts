import { Arg, Ctx, createUnionType, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import {
  EmailTakenError,
  InvalidInputError,
  ServerBusyError,
  TooManyAttemptsError,
  UsernameTakenError,
} from '../api/expected-errors.js';
import { AuthPayload } from '../sessions/auth-payload.js';
import type { Context } from '../sessions/context.js';
import { preferredLocale } from '../users/locale.js';
import type { Registration } from './registration.js';

/** What every sign-up asks for. Not in the schema itself. */
@InputType()
export class SignUpInput {
  @Field(() => String, {
    description:
      'The email address, which is case-insensitive. An internationalized domain may be in Unicode or ASCII.',
  })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'An optional username: 3 to 30 letters from a to z, digits, dots, hyphens and underscores.',
  })
  username?: string | null;
}

@InputType({ description: 'A new account.' })
export class RegisterInput extends SignUpInput {
  @Field(() => String, {
    description: 'The password: by default at least 8 characters, and not one of the most common passwords.',
  })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'A language tag (BCP 47) such as `de-CH`. By default, the first of `Accept-Language` that emails exist in.',
  })
  locale?: string | null;
}

@ObjectType({
  description:
    'The email address must be verified before the account can be used. Returned for new and for taken addresses alike.',
})
export class VerificationRequired {
  @Field(() => String, { description: 'The message to show to the person.' })
  readonly message: string = 'We have sent you an email. Use it to verify your email address, then log in.';
}

export const RegisterResult = createUnionType({
  name: 'RegisterResult',
  description: 'The new account, signed in, or why it was not created.',
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

@Resolver()
export class RegistrationResolver {
  constructor(private readonly registration: Registration) {}

  @Mutation(() => RegisterResult, { description: 'Creates an account and signs it in.' })
  async register(
    @Arg('input', () => RegisterInput, { description: 'The account.' }) input: RegisterInput,
    @Ctx() context: Context,
  ) {
    const locale = input.locale || preferredLocale(context.acceptLanguage);
    const issued = await this.registration.register(context, { ...input, locale });
    return issued ? new AuthPayload(context.transport.deliver(issued)) : new VerificationRequired();
  }
}
