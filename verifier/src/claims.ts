import { VerificationError } from './errors.js';
import { parseUuid } from './uuid.js';

/** How sure it is who the user is: RFC 9068 §2.2.1. */
export type Acr = 'aal1' | 'aal2';

interface SharedClaims {
  readonly iss: string;
  readonly aud: string;
  /** The token's own id. */
  readonly jti: string;
  /** In seconds since 1970, as all times here. */
  readonly iat: number;
  readonly exp: number;
}

/** What the access token of a user says. */
export interface UserClaims extends SharedClaims {
  /** The user's id. */
  readonly sub: string;
  /** The session's id. */
  readonly sid: string;
  /** The role when the token was issued: `USER` or `ADMIN`. */
  readonly role: string;
  readonly acr?: Acr;
  /** How the user has proven who they are: RFC 8176. */
  readonly amr?: readonly string[];
  /** When the user last proved who they are. */
  readonly auth_time: number;
  readonly client_id?: never;
  readonly scope?: never;
}

/** What the access token of a service account says. */
export interface MachineClaims extends SharedClaims {
  /** The service account's id. */
  readonly sub: string;
  /** The API key's id. */
  readonly client_id: string;
  /** The permissions, separated by spaces. */
  readonly scope: string;
  /** What ends when the service account is deactivated. */
  readonly sid?: string;
  readonly role?: never;
  readonly acr?: never;
  readonly amr?: never;
  readonly auth_time?: never;
}

export type AccessTokenClaims = UserClaims | MachineClaims;

const words = new Uint32Array(4);
const isUuid = (value: unknown) => parseUuid(value, words);

/** The claims, if all are there that Gatehouse puts into an access token. Signature, issuer and times are checked before. */
export function readClaims(payload: Readonly<Record<string, unknown>>): AccessTokenClaims | undefined {
  const { sub, jti, iat, exp, client_id } = payload;
  if (!isUuid(sub) || !isUuid(jti) || typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  const isComplete = client_id === undefined ? isUsers(payload) : isMachines(payload);
  return isComplete ? (payload as unknown as AccessTokenClaims) : undefined;
}

function isUsers({ sid, role, auth_time }: Readonly<Record<string, unknown>>): boolean {
  return isUuid(sid) && typeof role === 'string' && typeof auth_time === 'number';
}

function isMachines({ client_id, scope, sid }: Readonly<Record<string, unknown>>): boolean {
  return isUuid(client_id) && typeof scope === 'string' && (sid === undefined || isUuid(sid));
}

/** @throws {VerificationError} FORBIDDEN: the token belongs to a machine. */
export function requireUser(claims: AccessTokenClaims): asserts claims is UserClaims {
  if (claims.client_id !== undefined) throw new VerificationError('FORBIDDEN');
}

/**
 * @param role as it was when the token was issued; it may be up to 15 minutes old.
 * @throws {VerificationError} FORBIDDEN: another role, or a machine.
 */
export function requireRole(claims: AccessTokenClaims, role: string): asserts claims is UserClaims {
  requireUser(claims);
  if (claims.role !== role) throw new VerificationError('FORBIDDEN');
}

/** @throws {VerificationError} FORBIDDEN: a machine without this permission, or a user. */
export function requirePermission(claims: AccessTokenClaims, permission: string): asserts claims is MachineClaims {
  if (!claims.scope?.split(' ').includes(permission)) throw new VerificationError('FORBIDDEN');
}

export interface AcrOptions {
  /** For how many seconds the proof counts; without, as long as the session lasts. */
  readonly maxAgeSeconds?: number;
  /** In milliseconds since 1970. */
  readonly now?: number;
}

/**
 * Requires that the user has proven who they are by as much, and recently. The challenge says what is missing: RFC 9470.
 *
 * @throws {VerificationError} REAUTHENTICATION_REQUIRED: `confirmIdentity` raises the level and renews the time.
 * @throws {VerificationError} FORBIDDEN: a machine.
 */
export function requireAcr(
  claims: AccessTokenClaims,
  acr: Acr,
  { maxAgeSeconds = Number.POSITIVE_INFINITY, now = Date.now() }: AcrOptions = {},
): asserts claims is UserClaims {
  requireUser(claims);
  const isEnough = acr === 'aal1' || claims.acr === 'aal2';
  if (isEnough && now / 1000 - claims.auth_time <= maxAgeSeconds) return;
  const maxAge = Number.isFinite(maxAgeSeconds) ? `, max_age="${maxAgeSeconds}"` : '';
  throw new VerificationError('REAUTHENTICATION_REQUIRED', { challenge: `, acr_values="${acr}"${maxAge}` });
}
