import type { EntityManager } from '@mikro-orm/core';
import { UnauthenticatedError, type UnauthenticatedReason } from '../api/request-errors.js';
import type { Actor } from '../security/audit-trail.js';
import type { User } from '../users/user.entity.js';
import type { AccessTokenClaims } from './access-token.js';

export interface Authenticated {
  readonly state: 'authenticated';
  readonly user: User;
  readonly token: AccessTokenClaims;
}

/** Who sends a request. Credentials that are bad never count as none: they are remembered and refused. */
export type Authentication =
  | { readonly state: 'anonymous' }
  | { readonly state: 'refused'; readonly reason: UnauthenticatedReason }
  | Authenticated;

/** A request, as the services see it. */
export interface Caller {
  readonly authentication: Authentication;
  /** For the audit trail. */
  readonly actor: Actor;
  /** This request's own EntityManager. */
  readonly em: EntityManager;
}

export const ANONYMOUS: Authentication = { state: 'anonymous' };

/** @throws {UnauthenticatedError} credentials were sent and are bad, or none were sent. */
export function requireAuthenticated(authentication: Authentication): Authenticated {
  if (authentication.state === 'anonymous') throw new UnauthenticatedError('TOKEN_MISSING');
  if (authentication.state === 'refused') throw new UnauthenticatedError(authentication.reason);
  return authentication;
}

/**
 * The user, or null where no credentials were sent.
 *
 * @throws {UnauthenticatedError} credentials were sent and are bad.
 */
export function currentUser(authentication: Authentication): User | null {
  return authentication.state === 'anonymous' ? null : requireAuthenticated(authentication).user;
}
