import { Arg, Authorized, Ctx, Extensions, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { UnauthenticatedError } from '../api/request-errors.js';
import { AUTHENTICATES_ITSELF, type Context } from './context.js';
import type { Logout, LogoutResult } from './logout.js';

@InputType({ description: 'How to find the session to end if the access token is not accepted.' })
export class LogoutInput {
  @Field(() => String, {
    nullable: true,
    description: 'A refresh token of the session to end. Used only if the access token is missing or not accepted.',
  })
  refreshToken?: string | null;
}

@ObjectType({ description: 'The result of logging out.' })
export class LogoutPayload {
  @Field(() => Int, { description: 'How many sessions were ended. Their tokens are no longer accepted.' })
  readonly endedSessionCount: number;
  /** For the log; not a part of the schema. */
  readonly user: { readonly id: string } | undefined;

  constructor({ endedSessionCount, userId }: LogoutResult) {
    this.endedSessionCount = endedSessionCount;
    this.user = userId === undefined ? undefined : { id: userId };
  }
}

@Resolver()
export class LogoutResolver {
  constructor(private readonly service: Logout) {}

  @Extensions({ [AUTHENTICATES_ITSELF]: true })
  @Mutation(() => LogoutPayload, {
    description: 'Ends this session: its access tokens and its refresh token are no longer accepted by any instance.',
  })
  async logout(
    @Ctx() context: Context,
    @Arg('input', () => LogoutInput, { nullable: true, description: 'The refresh token of the session.' })
    input?: LogoutInput,
  ) {
    const { transport } = context;
    try {
      const result = await this.service.logout(context, transport, input?.refreshToken ?? undefined);
      transport.clear();
      return new LogoutPayload(result);
    } catch (error) {
      if (transport.refreshTokens.length > 0 && error instanceof UnauthenticatedError) transport.clear();
      throw error;
    }
  }

  @Authorized()
  @Mutation(() => LogoutPayload, { description: 'Ends every session of the signed-in user, including this one.' })
  async logoutAll(@Ctx() context: Context) {
    return new LogoutPayload({ endedSessionCount: await this.service.logoutAll(context) });
  }
}
