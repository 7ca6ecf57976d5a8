import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConnectionArgs } from '../api/connection-args.js';
import { findPage } from '../api/find-page.js';
import { ForbiddenError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import { Role, User } from '../users/user.entity.js';
import { requireAuthenticated } from './authentication.js';
import type { Context } from './context.js';
import { Session } from './session.entity.js';
import { SessionConnection } from './session.results.js';

@Resolver(() => User)
export class UserSessionsResolver {
  constructor(private readonly clock: Clock) {}

  @FieldResolver(() => SessionConnection, {
    nullable: true,
    description: 'The devices that are signed in, newest first. For the user and for administrators.',
  })
  async sessions(@Root() user: User, @Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() context: Context) {
    const viewer = requireAuthenticated(context.authentication).user;
    if (viewer.id !== user.id && viewer.role !== Role.ADMIN) throw new ForbiddenError();
    const where = { user: user.id, endedAt: null, expiresAt: { $gt: this.clock() } };
    const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] as const;
    return new SessionConnection(await findPage(context.em, Session, { where, orderBy: [...newestFirst] }, args));
  }
}
