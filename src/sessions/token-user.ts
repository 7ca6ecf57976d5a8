import type { UnauthenticatedReason } from '../api/request-errors.js';
import type { PreparedQuery } from '../database/prepared-query.js';
import { User } from '../users/user.entity.js';
import type { AccessTokenClaims } from './access-token.js';

/** The user whom a verified access token stands for, or why it is refused all the same. */
export type FindTokenUser = (token: AccessTokenClaims) => Promise<User | UnauthenticatedReason>;

/**
 * The one question that every authenticated request asks the database. The answer is strongly consistent, and the
 * blacklist costs next to nothing as a part of it.
 */
export const TOKEN_USER_QUERY = `
  select id, email, username, role, email_verified_at as "emailVerifiedAt", deactivated_at as "deactivatedAt",
    created_at as "createdAt", updated_at as "updatedAt",
    exists (select 1 from blacklisted_tokens b where b.id in ($2, $3)) as blacklisted
  from users where id = $1`;

type TokenUserRow = Omit<User, 'passwordHash'> & { blacklisted: boolean };

export function tokenUserFinder(query: PreparedQuery<TokenUserRow>): FindTokenUser {
  return async ({ sub, jti, sid }) => {
    const [row] = await query([sub, jti, sid]);
    if (!row) return 'TOKEN_INVALID';
    if (row.deactivatedAt) return 'ACCOUNT_DEACTIVATED';
    if (row.blacklisted) return 'TOKEN_BLACKLISTED';
    return toUser(row);
  };
}

/** A User that no EntityManager manages: whoever changes one loads it in a transaction of their own. */
function toUser({ blacklisted: _, ...row }: TokenUserRow): User {
  const dates = { createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt) };
  const emailVerifiedAt = row.emailVerifiedAt && new Date(row.emailVerifiedAt);
  // In a literal, which defines properties: assigning them would run MikroORM's setters, one by one and slow.
  return { __proto__: User.prototype, ...row, ...dates, emailVerifiedAt } as unknown as User;
}
