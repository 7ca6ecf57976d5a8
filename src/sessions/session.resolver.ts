import {
  Arg,
  Args,
  Authorized,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { ConnectionArgs, createConnectionType, findPage, NEWEST_FIRST } from '../api/connections.js';
import { SessionNotFoundError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { Place, type Places } from '../security/places.js';
import { User } from '../users/user.entity.js';
import { activeSessionsOf } from './active-session.js';
import type { Context } from './context.js';
import type { SessionRevocation } from './logout.js';
import { Session } from './session.entity.js';
import { requireVisible } from './visible-user.js';

export const SessionConnection = createConnectionType(Session, 'Session');

@InputType({ description: 'A session to end.' })
export class RevokeSessionInput {
  @Field(() => ID, { description: 'The id of one of the sessions of the signed-in user.' })
  sessionId!: string;
}

@ObjectType({ description: 'The session has ended. Its tokens are no longer accepted.' })
export class RevokeSessionPayload {
  @Field(() => ID, { description: 'The id of the session, so that clients can remove it from their caches.' })
  readonly revokedSessionId: string;

  constructor(revokedSessionId: string) {
    this.revokedSessionId = revokedSessionId;
  }
}

export const RevokeSessionResult = createUnionType({
  name: 'RevokeSessionResult',
  description: 'The id of the ended session, or why it was not ended.',
  types: () => [RevokeSessionPayload, SessionNotFoundError] as const,
});

@Resolver(() => Session)
export class SessionResolver {
  constructor(
    private readonly revocation: SessionRevocation,
    private readonly places: Places,
  ) {}

  @FieldResolver(() => Boolean, { description: 'Whether this is the session that sent the request.' })
  isCurrent(@Root() session: Session, @Ctx() { authentication }: Context): boolean {
    return authentication.state === 'authenticated' && authentication.token.sid === session.id;
  }

  @FieldResolver(() => Place, {
    nullable: true,
    description: 'Where that address is used. Null if it is not known: by default this server knows no places.',
  })
  place(
    @Root() { ipAddress }: Session,
    @Arg('locale', () => String, {
      nullable: true,
      description:
        'Language tag for the names, such as `de`; by default that of the signed-in user. They are in English where the file has no others.',
    })
    locale: string | null,
    @Ctx() { authentication }: Context,
  ): Promise<Place | null> {
    const own = authentication.state === 'authenticated' ? authentication.user.locale : null;
    return this.places.placeOf(ipAddress, locale ?? own);
  }

  @Authorized()
  @Mutation(() => RevokeSessionResult, {
    description: 'Ends one of the sessions of the signed-in user, which signs out that device.',
  })
  async revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'The session.' }) input: RevokeSessionInput,
    @Ctx() context: Context,
  ) {
    await this.revocation.revoke(context, input.sessionId);
    return new RevokeSessionPayload(input.sessionId);
  }
}

@Resolver(() => User)
export class UserSessionsResolver {
  constructor(private readonly clock: Clock) {}

  @FieldResolver(() => SessionConnection, {
    nullable: true,
    description: 'The signed-in devices, newest first. Visible to the user and to administrators.',
  })
  async sessions(@Root() user: User, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: Context) {
    requireVisible(context, user, 'User.sessions');
    const query = { where: activeSessionsOf(user.id, this.clock()), orderBy: [...NEWEST_FIRST] };
    return new SessionConnection(await findPage(context.em, Session, query, args));
  }
}
