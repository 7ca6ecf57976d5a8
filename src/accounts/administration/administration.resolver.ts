import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { ConnectionArgs, findPage } from '../../api/connections.js';
import { refuse } from '../../api/error-result.js';
import { UserNotFoundError } from '../../api/expected-errors.js';
import { badArguments } from '../../api/request-errors.js';
import type { StepUp } from '../../credentials/step-up.js';
import { AuditEvent, AuditEventKind } from '../../security/audit-event.entity.js';
import type { Context } from '../../sessions/context.js';
import { Role, User } from '../../users/user.entity.js';
import { AuditEventFilter, SetUserRoleInput, UserFilter, UserIdInput, UserOrder } from './administration.inputs.js';
import {
  AuditEventConnection,
  DeactivateUserResult,
  DeleteUserPayload,
  DeleteUserResult,
  EndUserSessionsPayload,
  EndUserSessionsResult,
  ReactivateUserResult,
  ResetSecondFactorsResult,
  SetUserRoleResult,
  UserConnection,
  UserPayload,
} from './administration.results.js';
import { AdministratorAct, type Target, type UserAdministration } from './user-administration.js';
import { listUsers } from './user-list.js';

@Resolver(() => User)
export class AdministrationResolver {
  constructor(
    private readonly administration: UserAdministration,
    private readonly stepUp: StepUp,
  ) {}

  @Authorized(Role.ADMIN)
  @Query(() => UserConnection, { description: 'All users, newest first by default. For administrators.' })
  async users(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which items to return.' })
    filter: UserFilter | null,
    @Arg('orderBy', () => UserOrder, { nullable: true, description: 'In which order to return them.' })
    orderBy: UserOrder | null,
    @Ctx() { em }: Context,
  ) {
    return new UserConnection(await listUsers(em, args, filter ?? undefined, orderBy ?? undefined));
  }

  @Authorized(Role.ADMIN)
  @Query(() => AuditEventConnection, { description: 'The audit trail, newest first. For administrators.' })
  async auditEvents(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('filter', () => AuditEventFilter, { nullable: true, description: 'Which items to return.' })
    filter: AuditEventFilter | null,
    @Ctx() { em }: Context,
  ) {
    const { userId, kind } = filter ?? {};
    if (userId && !isUuid(userId)) throw badArguments('filter.userId is not an id. Use the id of a User.');
    const where = { ...(userId && { subjectId: userId }), ...(kind && { kind }) };
    const newestFirst = [{ occurredAt: 'desc' }, { id: 'desc' }] as const;
    return new AuditEventConnection(await findPage(em, AuditEvent, { where, orderBy: [...newestFirst] }, args));
  }

  @Authorized(Role.ADMIN)
  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the account was deactivated. Null if it is active. Visible to administrators.',
  })
  deactivatedAt(@Root() user: User): Date | null {
    return user.deactivatedAt;
  }

  @AdministratorAct(AuditEventKind.ROLE_CHANGED)
  @Mutation(() => SetUserRoleResult, {
    description: 'Changes the role of a user. For administrators; requires a recent login.',
  })
  async setUserRole(
    @Arg('input', () => SetUserRoleInput, { description: 'The user and the role.' }) input: SetUserRoleInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.administration.setRole(this.target(context, input), input.role));
  }

  @AdministratorAct(AuditEventKind.DEACTIVATED)
  @Mutation(() => DeactivateUserResult, {
    description:
      'Prevents a user from signing in, and ends all of their sessions. For administrators; requires a recent login.',
  })
  async deactivateUser(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.administration.deactivate(this.target(context, input)));
  }

  @AdministratorAct(AuditEventKind.REACTIVATED)
  @Mutation(() => ReactivateUserResult, {
    description: 'Allows a deactivated user to sign in again. For administrators; requires a recent login.',
  })
  async reactivateUser(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.administration.reactivate(this.target(context, input)));
  }

  @AdministratorAct(AuditEventKind.SESSIONS_ENDED)
  @Mutation(() => EndUserSessionsResult, {
    description: 'Signs a user out everywhere. For administrators; requires a recent login.',
  })
  async endUserSessions(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    return new EndUserSessionsPayload(await this.administration.endSessions(this.target(context, input)));
  }

  @AdministratorAct(AuditEventKind.SECOND_FACTOR_RESET)
  @Mutation(() => ResetSecondFactorsResult, {
    description:
      'Takes all second factors and recovery codes from a user who has lost them, and ends all of their sessions. For administrators, after a fresh login.',
  })
  async resetSecondFactors(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.administration.resetSecondFactors(this.target(context, input)));
  }

  @AdministratorAct(AuditEventKind.ACCOUNT_DELETED)
  @Mutation(() => DeleteUserResult, {
    description: 'Deletes a user and all of their data. For administrators; requires a recent login.',
  })
  async deleteUser(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    await this.administration.delete(this.target(context, input));
    return new DeleteUserPayload(input.userId);
  }

  /**
   * @throws {ReauthenticationRequiredError} the login was too long ago.
   * @throws {ExpectedError} UserNotFoundError: it is not an id, and PostgreSQL would not take it for one.
   */
  private target({ em, actor, authentication }: Context, { userId }: UserIdInput): Target & { which: { id: string } } {
    this.stepUp.require(authentication);
    if (!isUuid(userId)) throw refuse(new UserNotFoundError());
    return { em, actor, which: { id: userId } };
  }
}
