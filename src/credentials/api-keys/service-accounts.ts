import { randomUUID } from 'node:crypto';
import { type EntityManager, LockMode } from '@mikro-orm/core';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { FieldErrorCode, refuse } from '../../api/error-result.js';
import { refuseInvalid } from '../../api/expected-errors.js';
import { ServiceAccountNotFoundError } from '../../api/machine-errors.js';
import type { Clock } from '../../clock.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import type { Permission } from '../../sessions/permissions.js';
import { blacklistMachine } from '../../sessions/session-ending.js';
import { type Administering, lockAdministrator } from '../acting-administrator.js';
import { problemOfName } from '../factor-name.js';
import { ServiceAccount } from './api-key.entities.js';
import { tokenTimes } from './api-key-exchange.js';

export interface NewServiceAccount {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

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
