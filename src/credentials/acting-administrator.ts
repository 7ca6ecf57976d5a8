import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { ForbiddenError, UnauthenticatedError } from '../api/request-errors.js';
import type { Actor } from '../security/audit-trail.js';
import { Role } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';

/** Who administers: an administrator, or the operator. */
export interface Administering {
  readonly em: EntityManager;
  readonly actor: Actor;
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
