import type { EntityManager, FilterQuery } from '@mikro-orm/core';
import type { AccountDeletion } from '../accounts/account-deletion.js';
import { keepOneWithout, lockAdministrators } from '../accounts/last-administrator.js';
import { AuditEventKind } from '../audit/audit-event.entity.js';
import type { Actor, AuditTrail } from '../audit/audit-trail.js';
import type { Clock } from '../clock.js';
import { NO_DEVICE } from '../device.js';
import { Refusal } from '../errors/error-result.js';
import { UserNotFoundError } from '../errors/expected-errors.js';
import { ForbiddenError } from '../errors/request-errors.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { BlacklistReason } from '../tokens/blacklisted-token.entity.js';
import { lockUser } from '../users/lock-user.js';
import { Role, type User } from '../users/user.entity.js';

export interface UserAdministrationServices {
  readonly sessionEnding: SessionEnding;
  readonly deletion: AccountDeletion;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** An act on one user: whose id, or e-mail address, and who does it. */
export interface Target {
  readonly em: EntityManager;
  readonly actor: Actor;
  readonly which: { readonly id: string } | { readonly email: string };
}

/** What administrators do to users. Each method throws a Refusal with UserNotFoundError where there is no such user. */
export class UserAdministration {
  constructor(private readonly services: UserAdministrationServices) {}

  /** @throws {Refusal} LastAdministratorError. */
  setRole(target: Target, role: Role): Promise<User> {
    return this.change(target, AuditEventKind.ROLE_CHANGED, async (user, _tx, administrators) => {
      if (role !== Role.ADMIN) keepOneWithout(user, administrators);
      user.role = role;
    });
  }

  /**
   * Keeps the user from signing in, and ends every session.
   *
   * @throws {Refusal} LastAdministratorError.
   */
  deactivate(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.DEACTIVATED, async (user, tx, administrators) => {
      keepOneWithout(user, administrators);
      user.deactivatedAt ??= this.services.clock();
      await tx.flush();
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

  /** @throws {Refusal} LastAdministratorError. */
  delete(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.ACCOUNT_DELETED, async (user, tx, administrators) => {
      keepOneWithout(user, administrators);
      await this.services.deletion.delete(tx, user);
    });
  }

  private change(
    { em, actor, which }: Target,
    kind: AuditEventKind,
    change: (user: User, tx: EntityManager, administrators: User[]) => Promise<void>,
  ): Promise<User> {
    return em.transactional(async (tx) => {
      const administrators = await lockAdministrators(tx);
      refuseFormerAdministrator(actor, administrators);
      const user = await lockUser(tx, which as FilterQuery<User>);
      if (!user) throw new Refusal(new UserNotFoundError());
      user.updatedAt = this.services.clock();
      await change(user, tx, administrators);
      // Who deletes the own account leaves no trace of where from.
      const device = kind === AuditEventKind.ACCOUNT_DELETED && actor.userId === user.id ? NO_DEVICE : actor.device;
      this.services.audit.success(tx, kind, { ...actor, device }, user.id);
      return user;
    });
  }
}

/** The role was checked when the request came in; another administrator may have taken it since. */
function refuseFormerAdministrator({ userId }: Actor, administrators: readonly User[]): void {
  if (userId && !administrators.some(({ id }) => id === userId)) throw new ForbiddenError();
}
