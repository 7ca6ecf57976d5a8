import type { EntityManager } from '@mikro-orm/core';
import type { AuthCheckerFn } from 'type-graphql';
import { ForbiddenError, UnauthenticatedError, type UnauthenticatedReason } from '../api/request-errors.js';
import type { PreparedQuery } from '../database/prepared-query.js';
import type { Actor } from '../security/audit-trail.js';
import { type Role, User } from '../users/user.entity.js';
import type { AccessTokenClaims, AccessTokens, MachineTokenClaims } from './access-token.js';
import { type Machine, NEEDS_A_PERSON, requirePermission } from './permissions.js';

/** What a request presents as its access token. */
export type PresentedToken =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' }
  /** Several cookies: it cannot be known which one is the user's. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'token'; readonly token: string };

/** `Bearer`, case-insensitive, one or more spaces, one `b64token`: RFC 6750 §2.1, RFC 9110 §11.1. */
const BEARER = /^[ \t]*Bearer +([A-Za-z0-9\-._~+/]+=*)[ \t]*$/i;

/** Only what HTTP counts as blank, RFC 9110 §5.6.3: `trim()` would drop a no-break space too. */
const BLANK = /^[ \t]*$/;

/**
 * Reads the `Authorization` header. An empty one counts as absent: Apollo Client's documented auth link sends it
 * without a signed-in user, https://www.apollographql.com/docs/react/networking/authentication
 */
export function parseBearerHeader(header: string | undefined): PresentedToken {
  if (header === undefined || BLANK.test(header)) return { kind: 'absent' };
  const token = BEARER.exec(header)?.[1];
  return token ? { kind: 'token', token } : { kind: 'malformed' };
}

/** A cookie counts only without a header, which is always sent on purpose. */
export function presentedAccessToken(header: string | undefined, cookies: readonly string[]): PresentedToken {
  const bearer = parseBearerHeader(header);
  const [token, ...others] = cookies;
  if (bearer.kind !== 'absent' || !token) return bearer;
  return others.length > 0 ? { kind: 'ambiguous' } : { kind: 'token', token };
}

/** The user of a verified access token, or the reason to reject it nevertheless. */
export type FindTokenUser = (token: AccessTokenClaims) => Promise<User | UnauthenticatedReason>;

/** The same of a machine. */
export type FindMachine = (token: MachineTokenClaims) => Promise<Machine | UnauthenticatedReason>;

/**
 * The one query of every authenticated request. Its result is strongly consistent, and the
 * blacklist costs next to nothing as a part of it.
 */
export const TOKEN_USER_QUERY = `
  select id, email, username, locale, role, email_verified_at as "emailVerifiedAt", deactivated_at as "deactivatedAt",
    deactivation_reason as "deactivationReason", has_second_factor as "hasSecondFactor",
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

/** A User that no EntityManager manages: to change one, load it in a transaction. */
function toUser({ blacklisted: _, ...row }: TokenUserRow): User {
  const dates = { createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt) };
  const emailVerifiedAt = row.emailVerifiedAt && new Date(row.emailVerifiedAt);
  // In a literal, which defines properties: assigning them would run MikroORM's setters, one by one and slow.
  return { __proto__: User.prototype, ...row, ...dates, emailVerifiedAt } as unknown as User;
}

export interface Authenticated {
  readonly state: 'authenticated';
  readonly user: User;
  readonly token: AccessTokenClaims;
}

export interface AuthenticatedMachine {
  readonly state: 'machine';
  readonly machine: Machine;
  readonly token: MachineTokenClaims;
}

/** Who sends a request. Credentials that are bad never count as none: they are remembered and refused. */
export type Authentication =
  | { readonly state: 'anonymous' }
  | { readonly state: 'refused'; readonly reason: UnauthenticatedReason }
  | Authenticated
  | AuthenticatedMachine;

/** A request, as the services see it. */
export interface Caller {
  /** Available once the request has been authenticated, as it is before whatever does not do that itself. */
  readonly authentication: Authentication;
  /** For the audit trail. */
  readonly actor: Actor;
  /** This request's own EntityManager. */
  readonly em: EntityManager;
}

export const ANONYMOUS: Authentication = { state: 'anonymous' };

/**
 * @throws {UnauthenticatedError} credentials were sent and are bad, or none were sent.
 * @throws {ForbiddenError} they are those of a machine, and this needs a user.
 */
export function requireAuthenticated(authentication: Authentication): Authenticated {
  if (authentication.state === 'anonymous') throw new UnauthenticatedError('TOKEN_MISSING');
  if (authentication.state === 'refused') throw new UnauthenticatedError(authentication.reason);
  if (authentication.state === 'machine') throw new ForbiddenError(NEEDS_A_PERSON);
  return authentication;
}

/**
 * The user, or null where no credentials were sent.
 *
 * @throws {UnauthenticatedError} credentials were sent and are bad.
 * @throws {ForbiddenError} they are those of a machine.
 */
export function currentUser(authentication: Authentication): User | null {
  return authentication.state === 'anonymous' ? null : requireAuthenticated(authentication).user;
}

/**
 * Authenticates an access token: verified, not blacklisted, of an active user; or of an API key that is in force, of an
 * active service account. Never throws because of a token.
 */
export type AuthenticateToken = (token: string) => Promise<Authentication>;

/** The one check of access tokens, for requests and for introspectToken. */
export function tokenAuthentication(
  accessTokens: AccessTokens,
  findTokenUser: FindTokenUser,
  findMachine: FindMachine,
): AuthenticateToken {
  return async (text) => {
    const token = accessTokens.verifyAny(text);
    if (typeof token === 'string') return { state: 'refused', reason: token };
    if ('clientId' in token) return authenticateMachine(token, findMachine);
    const found = await findTokenUser(token);
    return typeof found === 'string'
      ? { state: 'refused', reason: found }
      : { state: 'authenticated', user: found, token };
  };
}

async function authenticateMachine(token: MachineTokenClaims, findMachine: FindMachine): Promise<Authentication> {
  const found = await findMachine(token);
  return typeof found === 'string' ? { state: 'refused', reason: found } : { state: 'machine', machine: found, token };
}

/** Stands behind `@Authorized()` and `@Authorized(Role.ADMIN)`. @throws as `requireRight` does. */
export const guard: AuthCheckerFn<Caller, Role> = ({ context, info }, roles) => {
  requireRight(context.authentication, `${info.parentType.name}.${info.fieldName}`, roles);
  return true;
};

/**
 * @throws {UnauthenticatedError} no access token was accepted.
 * @throws {ForbiddenError} the user has none of the roles, or the machine not the permission for the field.
 */
export function requireRight(authentication: Authentication, coordinate: string, roles: readonly Role[]): void {
  if (authentication.state === 'machine') {
    requirePermission(authentication.machine, coordinate);
    return;
  }
  const { user } = requireAuthenticated(authentication);
  if (roles.length > 0 && !roles.includes(user.role)) throw new ForbiddenError();
}
