import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from './context.js';
import { Session } from './session.entity.js';
import { RevokeSessionInput, RevokeSessionPayload, RevokeSessionResult } from './session.results.js';
import type { SessionRevocation } from './session-revocation.js';

@Resolver(() => Session)
export class SessionResolver {
  constructor(private readonly revocation: SessionRevocation) {}

  @FieldResolver(() => Boolean, { description: 'Whether this is the session of the access token that was sent.' })
  isCurrent(@Root() session: Session, @Ctx() { authentication }: Context): boolean {
    return authentication.state === 'authenticated' && authentication.token.sid === session.id;
  }

  @Authorized()
  @Mutation(() => RevokeSessionResult, {
    description: 'Ends one of the signed-in user’s sessions: signs that device out.',
  })
  async revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'The session.' }) input: RevokeSessionInput,
    @Ctx() context: Context,
  ) {
    await this.revocation.revoke(context, input.sessionId);
    return new RevokeSessionPayload(input.sessionId);
  }
}
