import type { EntityManager, FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Authorized, Extensions } from 'type-graphql';
import { type ConnectionArgs, findPage, type Page } from '../../api/connections.js';
import { refuse } from '../../api/error-result.js';
import { UserNotFoundError } from '../../api/expected-errors.js';
import { ForbiddenError } from '../../api/request-errors.js';
import type { Clock } from '../../clock.js';
import type { LoginChallenges } from '../../credentials/login-challenge.js';
import type { SecondFactors } from '../../credentials/second-factors.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import { NO_DEVICE } from '../../security/device.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../../sessions/session-ending.js';
import { emailSearchTexts } from '../../users/email.js';
import { Role, User } from '../../users/user.entity.js';
import type { AccountDeletion } from '../account-deletion.js';
import { OrderDirection, type UserFilter, type UserOrder, UserOrderField, UserState } from './administration.inputs.js';
import { isActiveAdministrator, type KeepOneWithout, withUsersLocked } from './last-administrator.js';

/** The extension of a mutation's field that says what it is called in the audit trail. */
export const ACT_KIND = 'administratorAct';

/**
 * Marks a mutation as an act of administration: for administrators only, and on record also when it is refused.
 * The subject is the user of `input.userId`, if the mutation has one.
 */
export function AdministratorAct(kind: AuditEventKind): MethodDecorator {
  return (prototype, name, descriptor) => {
    Authorized(Role.ADMIN)(prototype, name, descriptor);
    Extensions({ [ACT_KIND]: kind })(prototype, name, descriptor);
  };
}

export interface UserAdministrationServices {
  readonly sessionEnding: SessionEnding;
  readonly deletion: AccountDeletion;
  readonly secondFactors: SecondFactors;
  readonly challenges: LoginChallenges;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** An act on one user: whose id, or e-mail address, and who does it. */
export interface Target {
  readonly em: EntityManager;
  readonly actor: Actor;
  readonly which: { readonly id: string } | { readonly email: string };
}

/** What administrators do to users. Each method throws a ExpectedError with UserNotFoundError where there is no such user. */
export class UserAdministration {
  constructor(private readonly services: UserAdministrationServices) {}

  /** @throws {ExpectedError} LastAdministratorError. */
  setRole(target: Target, role: Role): Promise<User> {
    return this.change(target, AuditEventKind.ROLE_CHANGED, async (user, _tx, assertNotLastAdministrator) => {
      if (role !== Role.ADMIN) assertNotLastAdministrator(user);
      user.role = role;
    });
  }

  /**
   * Keeps the user from signing in, and ends every session.
   *
   * @throws {ExpectedError} LastAdministratorError.
   */
  deactivate(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.DEACTIVATED, async (user, tx, assertNotLastAdministrator) => {
      assertNotLastAdministrator(user);
      user.deactivatedAt ??= this.services.clock();
      await tx.flush();
      await this.services.challenges.revokeAll(tx, user);
      await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.DEACTIVATED);
    });
  }

  reactivate(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.REACTIVATED, async (user) => {
      user.deactivatedAt = null;
    });
  }

  /** Signs the user out everywhere. Answers how many sessions were ended. */
  async endSessions(target: Target): Promise<number> {
    let ended = 0;
    await this.change(target, AuditEventKind.SESSIONS_ENDED, async (user, tx) => {
      ended = await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.ENDED_BY_ADMINISTRATOR);
    });
    return ended;
  }

  /** Takes all second factors from a user who has lost them, and ends every session: the password suffices again. */
  resetSecondFactors(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.SECOND_FACTOR_RESET, (user, tx) =>
      this.services.secondFactors.reset(tx, user),
    );
  }

  /** Signs everybody out. Answers how many sessions were ended. */
  endAllSessions(em: SqlEntityManager, actor: Actor): Promise<number> {
    return em.transactional((tx) => {
      this.services.audit.success(tx, AuditEventKind.SESSIONS_ENDED, actor, null);
      return this.services.sessionEnding.endAllSessions(tx);
    });
  }

  /** @throws {ExpectedError} LastAdministratorError. */
  async delete(target: Target & { which: { id: string } }): Promise<User> {
    await this.services.deletion.prepare(target.em, target.which.id);
    return this.change(target, AuditEventKind.ACCOUNT_DELETED, async (user, tx, assertNotLastAdministrator) => {
      assertNotLastAdministrator(user);
      await this.services.deletion.delete(tx, user);
    });
  }

  private change(
    { em, actor, which }: Target,
    kind: AuditEventKind,
    change: (user: User, tx: EntityManager, assertNotLastAdministrator: KeepOneWithout) => Promise<void>,
  ): Promise<User> {
    const acting = actor.userId ? [{ id: actor.userId }] : [];
    return withUsersLocked(em, [...acting, which], async (tx, locked, assertNotLastAdministrator) => {
      refuseFormerAdministrator(actor, locked);
      const user = locked.find((each) => isMeant(each, which));
      if (!user) throw refuse(new UserNotFoundError());
      user.updatedAt = this.services.clock();
      await change(user, tx, assertNotLastAdministrator);
      // Who deletes the own account leaves no trace of where from.
      const device = kind === AuditEventKind.ACCOUNT_DELETED && actor.userId === user.id ? NO_DEVICE : actor.device;
      this.services.audit.success(tx, kind, { ...actor, device }, user.id);
      return user;
    });
  }
}

/** The role was checked when the request came in; another administrator may have taken it since. */
function refuseFormerAdministrator({ userId }: Actor, locked: readonly User[]): void {
  if (userId && !locked.some((user) => user.id === userId && isActiveAdministrator(user))) throw new ForbiddenError();
}

function isMeant(user: User, which: Target['which']): boolean {
  return 'id' in which ? user.id === which.id.toLowerCase() : user.email === which.email;
}

const NEWEST_FIRST: UserOrder = { field: UserOrderField.CREATED_AT, direction: OrderDirection.DESC };

/** A page of the users that a filter lets through. */
export function listUsers(
  em: EntityManager,
  args: ConnectionArgs,
  filter: UserFilter = {},
  { field, direction }: UserOrder = NEWEST_FIRST,
): Promise<Page<User>> {
  // The id tells apart users who registered in the same millisecond.
  return findPage(em, User, { where: conditions(filter), orderBy: [{ [field]: direction }, { id: direction }] }, args);
}

function conditions({ text, role, state }: UserFilter): FilterQuery<User> {
  return {
    ...(text && { $or: containing(text) }),
    ...(role && { role }),
    ...(state && { deactivatedAt: state === UserState.DEACTIVATED ? { $ne: null } : null }),
  };
}

/** Stored addresses are in lower case, and so are the texts to look for: no database has to fold either. */
function containing(text: string): FilterQuery<User>[] {
  const emails = emailSearchTexts(text).map((each) => ({ email: { $like: patternOf(each) } }));
  return [...emails, { username: { $ilike: patternOf(text) } }];
}

/** PostgreSQL refuses a NUL. */
function patternOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&').replaceAll('\u0000', '')}%`;
}
