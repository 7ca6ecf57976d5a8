import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { ConnectionArgs } from '../../api/connections.js';
import { refuse } from '../../api/error-result.js';
import { UserNotFoundError } from '../../api/expected-errors.js';
import type { StepUp } from '../../credentials/step-up.js';
import { MailRequestedPayload } from '../../mail/requested-email.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import { AdministratorAct } from '../../sessions/administrator-act.js';
import type { Context } from '../../sessions/context.js';
import { Role, User } from '../../users/user.entity.js';
import {
  CreateUserInput,
  EndUserSessionInput,
  SetUserRoleInput,
  UserFilter,
  UserIdInput,
  UserOrder,
} from './administration.inputs.js';
import {
  CreateUserResult,
  DeactivateUserResult,
  DeleteUserPayload,
  DeleteUserResult,
  EndUserSessionPayload,
  EndUserSessionResult,
  EndUserSessionsPayload,
  EndUserSessionsResult,
  ReactivateUserResult,
  ResetSecondFactorsResult,
  SendPasswordResetResult,
  SetUserRoleResult,
  UserConnection,
  UserPayload,
  VerifyUserEmailResult,
} from './administration.results.js';
import type { Target, UserAdministration } from './user-administration.js';
import type { UserCreation } from './user-creation.js';
import { listUsers } from './user-list.js';

export interface AdministrationServices {
  readonly administration: UserAdministration;
  readonly userCreation: UserCreation;
  readonly stepUp: StepUp;
}

@Resolver(() => User)
export class AdministrationResolver {
  constructor(private readonly services: AdministrationServices) {}

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
  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the account was deactivated. Null if it is active. Visible to administrators.',
  })
  deactivatedAt(@Root() user: User): Date | null {
    return user.deactivatedAt;
  }

  @Authorized(Role.ADMIN)
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why the account was deactivated, if an administrator said so. Visible to administrators.',
  })
  deactivationReason(@Root() user: User): string | null {
    return user.deactivationReason;
  }

  @AdministratorAct(AuditEventKind.REGISTER)
  @Mutation(() => CreateUserResult, {
    description:
      'Creates an account for someone else, and invites them by email to set a password. For administrators; requires a recent login.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'Who the account is for.' }) input: CreateUserInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.requireOfPeople(context.authentication);
    return new UserPayload(await this.services.userCreation.createInvited(context, input));
  }

  @AdministratorAct(AuditEventKind.PASSWORD_RESET_REQUESTED)
  @Mutation(() => SendPasswordResetResult, {
    description: 'Sends a user an email with a link to set a password. For administrators; requires a recent login.',
  })
  async sendPasswordReset(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    await this.services.administration.sendPasswordReset(this.target(context, input));
    return new MailRequestedPayload();
  }

  @AdministratorAct(AuditEventKind.ROLE_CHANGED)
  @Mutation(() => SetUserRoleResult, {
    description: 'Changes the role of a user. For administrators; requires a recent login.',
  })
  async setUserRole(
    @Arg('input', () => SetUserRoleInput, { description: 'The user and the role.' }) input: SetUserRoleInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.services.administration.setRole(this.target(context, input), input.role));
  }

  @AdministratorAct(AuditEventKind.DEACTIVATED)
  @Mutation(() => DeactivateUserResult, {
    description:
      'Prevents a user from signing in, and ends all of their sessions. For administrators; requires a recent login.',
  })
  async deactivateUser(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
    // Beside the input, whose type is the one that clients have declared their variables with.
    @Arg('reason', () => String, {
      nullable: true,
      description: 'Why, for administrators: at most 500 characters. Erased when the user is reactivated.',
    })
    reason?: string | null,
  ) {
    return new UserPayload(await this.services.administration.deactivate(this.target(context, input), reason));
  }

  @AdministratorAct(AuditEventKind.REACTIVATED)
  @Mutation(() => ReactivateUserResult, {
    description: 'Allows a deactivated user to sign in again. For administrators; requires a recent login.',
  })
  async reactivateUser(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.services.administration.reactivate(this.target(context, input)));
  }

  @AdministratorAct(AuditEventKind.EMAIL_VERIFIED)
  @Mutation(() => VerifyUserEmailResult, {
    description:
      'Counts the email address of a user as verified, without a proof. For administrators; requires a recent login.',
  })
  async verifyUserEmail(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.services.administration.verifyEmail(this.target(context, input)));
  }

  @AdministratorAct(AuditEventKind.SESSIONS_ENDED)
  @Mutation(() => EndUserSessionResult, {
    description: 'Signs a user out on one device. For administrators; requires a recent login.',
  })
  async endUserSession(
    @Arg('input', () => EndUserSessionInput, { description: 'The user and the session.' }) input: EndUserSessionInput,
    @Ctx() context: Context,
  ) {
    await this.services.administration.endSession(this.target(context, input), input.sessionId);
    return new EndUserSessionPayload(input.sessionId);
  }

  @AdministratorAct(AuditEventKind.SESSIONS_ENDED)
  @Mutation(() => EndUserSessionsResult, {
    description: 'Signs a user out everywhere. For administrators; requires a recent login.',
  })
  async endUserSessions(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    return new EndUserSessionsPayload(await this.services.administration.endSessions(this.target(context, input)));
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
    return new UserPayload(await this.services.administration.resetSecondFactors(this.target(context, input)));
  }

  @AdministratorAct(AuditEventKind.ACCOUNT_DELETED)
  @Mutation(() => DeleteUserResult, {
    description: 'Deletes a user and all of their data. For administrators; requires a recent login.',
  })
  async deleteUser(
    @Arg('input', () => UserIdInput, { description: 'The user.' }) input: UserIdInput,
    @Ctx() context: Context,
  ) {
    await this.services.administration.delete(this.target(context, input));
    return new DeleteUserPayload(input.userId);
  }

  /**
   * @throws {ReauthenticationRequiredError} the login was too long ago.
   * @throws {ExpectedError} UserNotFoundError: it is not an id, and PostgreSQL would not take it for one.
   */
  private target({ em, actor, authentication }: Context, { userId }: UserIdInput): Target & { which: { id: string } } {
    this.services.stepUp.requireOfPeople(authentication);
    if (!isUuid(userId)) throw refuse(new UserNotFoundError());
    return { em, actor, which: { id: userId } };
  }
}
