import type { EntityManager } from '@mikro-orm/core';
import { ForbiddenError } from '../../api/request-errors.js';
import { requireKeyInForce } from '../../credentials/acting-administrator.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import { Role, User } from '../../users/user.entity.js';
import type { AccountCreation, CheckedAccount, NewIdentity } from '../account-creation.js';
import { ACTIVE_ADMINISTRATOR } from './last-administrator.js';
import { keepMachineFromAdministrators } from './user-administration.js';

export interface UserCreationServices {
  readonly accounts: AccountCreation;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

export interface CreationOptions {
  readonly role: Role;
  /** Whether the user gets an email with a link to set a password. */
  readonly invite: boolean;
}

/** Who makes the account. */
export interface Creator {
  readonly em: EntityManager;
  readonly actor: Actor;
}

/** Makes accounts for other people. They keep their address, verified or not. */
export class UserCreation {
  constructor(private readonly services: UserCreationServices) {}

  /**
   * @throws {ForbiddenError} the actor is no longer an administrator, or a machine and the account is to be one.
   * @throws {ExpectedError} MailUnavailableError, EmailTakenError, UsernameTakenError, TooManyAttemptsError: the address
   *   was sent too many emails; or ServerBusyError.
   */
  async create({ em, actor }: Creator, account: CheckedAccount, { role, invite }: CreationOptions): Promise<User> {
    const { accounts, outbox } = this.services;
    keepMachineFromAdministrators(actor, role);
    if (invite) outbox.requireEnabled();
    const whenCreated = async (tx: EntityManager, user: User) => {
      user.role = role;
      await tx.flush();
      await requireAdministrator(tx, actor);
      await requireKeyInForce(tx, actor);
      await this.record(tx, actor, user);
      if (invite) await outbox.request(tx, MailTemplate.INVITATION, user.email);
      return user;
    };
    return accounts.create(em, account, { selfRegistered: false, whenCreated });
  }

  /**
   * For an account whose user sets a password by a link from an email.
   *
   * @throws {ForbiddenError}
   * @throws {ExpectedError} InvalidInputError, and as `create`.
   */
  createInvited(caller: Creator, input: NewIdentity & { role?: Role | null; sendInvitation: boolean }): Promise<User> {
    const account = this.services.accounts.withoutPassword(input);
    return this.create(caller, account, { role: input.role ?? Role.USER, invite: input.sendInvitation });
  }

  private async record(tx: EntityManager, actor: Actor, { id, role }: User): Promise<void> {
    const kinds = [AuditEventKind.REGISTER, ...(role === Role.ADMIN ? [AuditEventKind.ROLE_CHANGED] : [])];
    for (const kind of kinds)
      await this.services.audit.recordLast(tx, { kind, outcome: AuditOutcome.SUCCESS, actor, subjectId: id });
  }
}

/** The role was checked when the request came in; another administrator may have taken it since. */
async function requireAdministrator(tx: EntityManager, { userId }: Actor): Promise<void> {
  if (userId && !(await tx.count(User, { id: userId, ...ACTIVE_ADMINISTRATOR }))) throw new ForbiddenError();
}
