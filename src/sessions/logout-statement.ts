import { type EntityManager, raw, sql } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { PreparedQuery } from '../database/prepared-query.js';
import { joined, statementOf } from '../database/written-together.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import { ownSuccess } from '../security/audit-trail.js';
import type { Device } from '../security/device.js';
import type { AccessTokenClaims } from './access-token.js';
import { BlacklistReason } from './blacklisted-token.entity.js';
import type { PrepareStatement } from './refresh-statements.js';
import { type EndResult, endStatement } from './session-ending.js';

const [SID, SUB, JTI] = [raw('$1::uuid'), raw('$2::uuid'), raw('$3::uuid')];
const EVENT = {
  occurredAt: raw('$4::timestamptz'),
  id: raw('$5::uuid'),
  ipAddress: raw('$6::varchar'),
  userAgent: raw('$7::varchar'),
};

/** The session of an access token, on the same conditions as those of `TOKEN_USER_QUERY`. */
const ACCEPTED_SESSION = sql`
  id = ${SID} and exists (select 1 from users u where u.id = ${SUB} and u.deactivated_at is null)
  and not exists (select 1 from blacklisted_tokens b where b.id in (${JTI}, ${SID}))`;

/** Ends the session of an access token, if the token is accepted. A prepared statement: to plan it takes longer than to run it. */
export type EndSessionOfToken = (claims: AccessTokenClaims, device: Device, now: Date) => Promise<number>;

/** @returns a function that returns how many sessions were ended: 1, or 0 where the token was not accepted. */
export async function prepareLogout(em: EntityManager, prepare: PrepareStatement): Promise<EndSessionOfToken> {
  const { ctes, result } = endStatement(ACCEPTED_SESSION, EVENT.occurredAt, BlacklistReason.LOGOUT, null);
  const recorded = sql`recorded as (${ownSuccess(AuditEventKind.LOGOUT, EVENT, sql`select user_id from ended`)})`;
  const statement = statementOf({ ctes: joined([ctes, recorded], ', '), result });
  const text = em.getPlatform().formatQuery(statement.sql, statement.params);
  const end: PreparedQuery<EndResult> = await prepare('logout', text);
  return async ({ sid, sub, jti }, { ipAddress, userAgent }, now) => {
    const [row] = await end([sid, sub, jti, now, uuidv7(), ipAddress, userAgent]);
    return row?.ended ?? 0;
  };
}
