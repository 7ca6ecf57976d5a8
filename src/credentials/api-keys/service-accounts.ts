import { randomUUID } from 'node:crypto';
import { type EntityManager, LockMode, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { FieldErrorCode, refuse } from '../../api/error-result.js';
import { refuseInvalid } from '../../api/expected-errors.js';
import { ServiceAccountNotFoundError } from '../../api/machine-errors.js';
import { ForbiddenError, UnauthenticatedError } from '../../api/request-errors.js';
import type { Clock } from '../../clock.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import type { Permission } from '../../sessions/permissions.js';
import { blacklistMachine } from '../../sessions/session-ending.js';
import { Role } from '../../users/user.entity.js';
import { lockUser } from '../../users/user-queries.js';
import { problemOfName } from '../factor-name.js';
import { ServiceAccount } from './api-key.entities.js';
import { tokenTimes } from './api-key-exchange.js';

/** Who administers service accounts: an administrator, or the operator. */
export interface Administering {
  readonly em: EntityManager;
  readonly actor: Actor;
}

export interface NewServiceAccount {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export const NEWEST_FIRST = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

/**
 * Creates, deactivates and reactivates service accounts. They belong to the server, not to the administrator who created
 * them. Each method throws a ForbiddenError if the actor is no longer an administrator.
 */
export class ServiceAccounts {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws {ExpectedError} InvalidInputError. */
  create({ em, actor }: Administering, input: NewServiceAccount): Promise<ServiceAccount> {
    const name = input.name.trim();
    const permissions = [...new Set(input.permissions)];
    refuseInvalid({ name: problemOfName(name), permissions: permissions.length === 0 ? NO_PERMISSIONS : undefined });
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const ids = { id: uuidv7(), activationId: randomUUID() };
      const account = tx.create(ServiceAccount, { ...ids, name, permissions, createdAt: this.clock() });
      this.audit.successOnServiceAccount(tx, AuditEventKind.SERVICE_ACCOUNT_CREATED, actor, account.id);
      return account;
    });
  }

  /** Its tokens are no longer accepted, nor its keys. @throws {ExpectedError} ServiceAccountNotFoundError. */
  deactivate(administering: Administering, id: string): Promise<ServiceAccount> {
    const kind = AuditEventKind.SERVICE_ACCOUNT_DEACTIVATED;
    return this.setDeactivatedAt(administering, { id, kind, deactivatedAt: this.clock() });
  }

  /** Its keys work again; tokens from before do not. @throws {ExpectedError} ServiceAccountNotFoundError. */
  reactivate(administering: Administering, id: string): Promise<ServiceAccount> {
    const kind = AuditEventKind.SERVICE_ACCOUNT_REACTIVATED;
    return this.setDeactivatedAt(administering, { id, kind, deactivatedAt: null });
  }

  private setDeactivatedAt(
    { em, actor }: Administering,
    { id, kind, deactivatedAt }: { id: string; kind: AuditEventKind; deactivatedAt: Date | null },
  ): Promise<ServiceAccount> {
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const account = await lockServiceAccount(tx, id);
      if (!account.deactivatedAt === !deactivatedAt) return account;
      account.deactivatedAt = deactivatedAt;
      if (deactivatedAt)
        await blacklistMachine(tx, account.activationId, BlacklistReason.DEACTIVATED, tokenTimes(deactivatedAt));
      else account.activationId = randomUUID();
      this.audit.successOnServiceAccount(tx, kind, actor, account.id);
      return account;
    });
  }
}

const NO_PERMISSIONS = { code: FieldErrorCode.REQUIRED, message: 'Choose at least one permission.' };

/** @throws {ExpectedError} ServiceAccountNotFoundError. */
export async function lockServiceAccount(tx: EntityManager, id: string): Promise<ServiceAccount> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const account = isUuid(id) ? await tx.findOne(ServiceAccount, id, lock) : null;
  if (!account) throw refuse(new ServiceAccountNotFoundError());
  return account;
}

/**
 * To be called in the transaction of what a machine does, once its users are locked: the key may have been revoked since the
 * request came in. Revoking it waits from now on until the transaction ends.
 *
 * @throws {UnauthenticatedError} the key was revoked, or the service account deactivated.
 */
export async function requireKeyInForce(tx: EntityManager, { serviceAccountId, apiKeyId }: Actor): Promise<void> {
  if (!serviceAccountId) return;
  const [found] = await (tx as SqlEntityManager).execute<object[]>(sql`
    select 1 from api_keys api_key join service_accounts account on account.id = api_key.service_account_id
    where api_key.id = ${apiKeyId} and account.id = ${serviceAccountId} and api_key.revoked_at is null
      and account.deactivated_at is null
    for key share`);
  if (!found) throw new UnauthenticatedError('TOKEN_BLACKLISTED');
}

/** The role, or the key of a machine, was checked when the request came in; an administrator may have taken it since. */
export async function lockAdministrator(tx: EntityManager, actor: Actor): Promise<void> {
  const { userId } = actor;
  if (!userId) return requireKeyInForce(tx, actor);
  const administrator = await lockUser(tx, { id: userId, role: Role.ADMIN, deactivatedAt: null });
  if (!administrator) throw new ForbiddenError();
}
