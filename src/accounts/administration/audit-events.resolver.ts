import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Authorized, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { ConnectionArgs, createConnectionType, findPage } from '../../api/connections.js';
import { badArguments, requireTime } from '../../api/request-errors.js';
import { AuditEvent, AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import { requireAuthenticated } from '../../sessions/authentication.js';
import type { Context } from '../../sessions/context.js';
import { findVisibleUser, requireVisible } from '../../sessions/visible-user.js';
import { Role, User } from '../../users/user.entity.js';

export const AuditEventConnection = createConnectionType(AuditEvent, 'AuditEvent');

@InputType({ description: 'Which audit events to list. Omitted fields do not restrict the list.' })
export class AuditEventFilter {
  @Field(() => ID, { nullable: true, description: 'The user who was affected.' })
  userId?: string | null;

  @Field(() => AuditEventKind, { nullable: true, description: 'What happened.' })
  kind?: AuditEventKind | null;

  @Field(() => [AuditEventKind], { nullable: true, description: 'What happened: one of these. An empty list is none.' })
  kinds?: AuditEventKind[] | null;

  @Field(() => AuditOutcome, { nullable: true, description: 'The outcome.' })
  outcome?: AuditOutcome | null;

  @Field(() => Date, { nullable: true, description: 'Only events at this time or later.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only events before this time.' })
  until?: Date | null;
}

const NEWEST_FIRST = [{ occurredAt: 'desc' }, { id: 'desc' }] as const;

@Resolver(() => AuditEvent)
export class AuditEventsResolver {
  @Authorized(Role.ADMIN)
  @Query(() => AuditEventConnection, { description: 'The audit trail, newest first. For administrators.' })
  async auditEvents(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('filter', () => AuditEventFilter, { nullable: true, description: 'Which items to return.' })
    filter: AuditEventFilter | null,
    @Ctx() { em }: Context,
  ) {
    const query = { where: conditions(filter ?? {}), orderBy: [...NEWEST_FIRST] };
    return new AuditEventConnection(await findPage(em, AuditEvent, query, args));
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The user who acted, for administrators and for the user. Null if nobody was signed in, and once the account is deleted.',
  })
  actor(@Root() { actorId }: AuditEvent, @Ctx() context: Context): Promise<User | null> | null {
    return actorId ? findVisibleUser(context, actorId) : null;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The user who was affected, for administrators and for the user. Null if there was none, and once the account is deleted.',
  })
  subject(@Root() { subjectId }: AuditEvent, @Ctx() context: Context): Promise<User | null> | null {
    return subjectId ? findVisibleUser(context, subjectId) : null;
  }

  @FieldResolver()
  ipAddress(@Root() event: AuditEvent, @Ctx() context: Context): string | null {
    return showsDevice(event, context) ? event.ipAddress : null;
  }

  @FieldResolver()
  userAgent(@Root() event: AuditEvent, @Ctx() context: Context): string | null {
    return showsDevice(event, context) ? event.userAgent : null;
  }
}

@Resolver(() => User)
export class UserAuditEventsResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description: 'What was done to the account, newest first. Visible to the user and to administrators.',
  })
  async auditEvents(@Root() user: User, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: Context) {
    requireVisible(context, user, 'User.auditEvents');
    const query = { where: { subjectId: user.id }, orderBy: [...NEWEST_FIRST] };
    return new AuditEventConnection(await findPage(context.em, AuditEvent, query, args));
  }
}

/** @throws {GraphQLError} BAD_USER_INPUT: not an id, or not a time that the database has. */
function conditions({ userId, kind, kinds, outcome, since, until }: AuditEventFilter): FilterQuery<AuditEvent> {
  if (userId && !isUuid(userId)) throw badArguments('filter.userId is not an id. Use the id of a User.');
  const restrictions: FilterQuery<AuditEvent>[] = [
    ...(userId ? [{ subjectId: userId }] : []),
    ...(kind ? [{ kind }] : []),
    ...(kinds ? [{ kind: { $in: [...new Set(kinds)] } }] : []),
    ...(outcome ? [{ outcome }] : []),
    ...(since ? [{ occurredAt: { $gte: requireTime('filter.since', since) } }] : []),
    ...(until ? [{ occurredAt: { $lt: requireTime('filter.until', until) } }] : []),
  ];
  return { $and: restrictions };
}

/** Users see from where they themselves acted, or someone who was not signed in; not where administrators work. */
function showsDevice({ actorId, actorServiceAccountId }: AuditEvent, { authentication }: Context): boolean {
  if (authentication.state === 'machine') return true;
  const viewer = requireAuthenticated(authentication).user;
  const isNobody = actorId === null && actorServiceAccountId === null;
  return viewer.role === Role.ADMIN || isNobody || actorId === viewer.id;
}
