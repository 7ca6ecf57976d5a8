import { Arg, Ctx, createUnionType, Field, InputType, Mutation, Resolver } from 'type-graphql';
import {
  AccountDeactivatedError,
  InvalidChallengeError,
  InvalidInputError,
  TooManyAttemptsError,
  WrongCodeError,
} from '../api/expected-errors.js';
import { AuthPayload } from '../sessions/auth-payload.js';
import type { Context } from '../sessions/context.js';
import type { LoginCompletion } from './login-completion.js';

@InputType({ description: 'The second factor of a login. Exactly one code.' })
export class CompleteLoginInput {
  @Field(() => String, { description: 'The `challengeToken` of SecondFactorRequiredError.' })
  challengeToken!: string;

  @Field(() => String, { nullable: true, description: 'A code of an authenticator app.' })
  totpCode?: string | null;

  @Field(() => String, { nullable: true, description: 'A recovery code. It is used up.' })
  recoveryCode?: string | null;
}

export const CompleteLoginResult = createUnionType({
  name: 'CompleteLoginResult',
  description: 'The signed-in user, or why signing in failed.',
  types: () =>
    [
      AuthPayload,
      WrongCodeError,
      InvalidChallengeError,
      AccountDeactivatedError,
      InvalidInputError,
      TooManyAttemptsError,
    ] as const,
});

@Resolver()
export class LoginCompletionResolver {
  constructor(private readonly service: LoginCompletion) {}

  @Mutation(() => CompleteLoginResult, {
    description: 'Signs a user in by a second factor, after a login that returned SecondFactorRequiredError.',
  })
  async completeLogin(
    @Arg('input', () => CompleteLoginInput, { description: 'The challenge and the code.' }) input: CompleteLoginInput,
    @Ctx() context: Context,
  ) {
    const { issued, passwordChangeAdvised } = await this.service.complete(context, input);
    return new AuthPayload(context.transport.deliver(issued), passwordChangeAdvised);
  }
}
