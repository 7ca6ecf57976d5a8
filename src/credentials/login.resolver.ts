import { Arg, Ctx, createUnionType, Field, InputType, Mutation, Resolver } from 'type-graphql';
import {
  AccountDeactivatedError,
  EmailNotVerifiedError,
  InvalidChallengeError,
  InvalidCredentialsError,
  InvalidInputError,
  SecondFactorRequiredError,
  ServerBusyError,
  TooManyAttemptsError,
} from '../api/expected-errors.js';
import { AuthPayload } from '../sessions/auth-payload.js';
import type { Context } from '../sessions/context.js';
import type { Login } from './login.js';

@InputType({ description: 'The credentials of a user: exactly one of the two names, and the password.' })
export class LoginInput {
  @Field(() => String, { nullable: true, description: 'The email address of the account.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The username of the account, compared case-insensitively.' })
  username?: string | null;

  @Field(() => String, { description: 'The password of the account.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The `linkToken` of AccountLinkRequiredError: the identity is linked once the login is complete.',
  })
  linkToken?: string | null;
}

export const LoginResult = createUnionType({
  name: 'LoginResult',
  description: 'The signed-in user, or why the login failed.',
  types: () =>
    [
      AuthPayload,
      SecondFactorRequiredError,
      InvalidCredentialsError,
      AccountDeactivatedError,
      EmailNotVerifiedError,
      InvalidChallengeError,
      InvalidInputError,
      TooManyAttemptsError,
      ServerBusyError,
    ] as const,
});

@Resolver()
export class LoginResolver {
  constructor(private readonly service: Login) {}

  @Mutation(() => LoginResult, {
    description:
      'Signs in a user and starts a session on this device, unless a second factor has to be proven with `completeLogin`.',
  })
  async login(
    @Arg('input', () => LoginInput, { description: 'The credentials.' }) input: LoginInput,
    @Ctx() context: Context,
  ) {
    const { issued, passwordChangeAdvised } = await this.service.login(context, input);
    return new AuthPayload(context.transport.deliver(issued), passwordChangeAdvised);
  }
}
