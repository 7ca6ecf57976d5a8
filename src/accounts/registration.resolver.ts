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
import type { Registration } from './registration.js';

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Field(() => String, {
    description: 'The e-mail address, case-insensitively. An internationalized domain may be in Unicode or in ASCII.',
  })
  email!: string;

  @Field(() => String, { description: 'The password: 8 characters or more by default, none of the most used ones.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A username, if wanted: 3 to 30 letters from a to z, digits, dots, hyphens and underscores.',
  })
  username?: string | null;
}

@ObjectType({
  description:
    'The e-mail address has to be verified before the account can be used. Said for new and for taken addresses.',
})
export class VerificationRequired {
  @Field(() => String, { description: 'What to tell the person.' })
  readonly message: string = 'A mail is on its way. Verify your e-mail address by it, then log in.';
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

@Resolver()
export class RegistrationResolver {
  constructor(private readonly registration: Registration) {}

  @Mutation(() => RegisterResult, { description: 'Makes an account and signs it in.' })
  async register(
    @Arg('input', () => RegisterInput, { description: 'The account.' }) input: RegisterInput,
    @Ctx() context: Context,
  ) {
    const issued = await this.registration.register(context, input);
    return issued ? new AuthPayload(context.transport.deliver(issued)) : new VerificationRequired();
  }
}
