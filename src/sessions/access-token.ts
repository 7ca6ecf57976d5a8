import jwt from 'jsonwebtoken';
import { validate as isUuid } from 'uuid';
import { AssuranceLevel, AuthenticationMethod, type Proof } from '../api/assurance.js';
import { type Clock, fromNumericDate, toNumericDate } from '../clock.js';
import type { SigningKey, SigningKeys } from '../config/signing-key.js';

/** RFC 9068 §2.1: keeps any other kind of JWT from passing as an access token. */
const ACCESS_TOKEN_TYPE = 'at+jwt';

/** What an access token says, in the words of RFC 7519 §4.1 and RFC 9068 §2.2. */
export interface AccessTokenClaims {
  /** The user's id. */
  readonly sub: string;
  /** The session's id. */
  readonly sid: string;
  /** The token's own id. */
  readonly jti: string;
  readonly role: string;
  /** When the user last proved who they are. */
  readonly authTime: Date;
  /** What was proven then, and before in the same session: `acr` and `amr`. */
  readonly proof: Proof;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** What the access token of a machine says. Nobody has logged in: RFC 9068 §2.2. */
export interface MachineTokenClaims {
  /** The service account's id. */
  readonly sub: string;
  /** The id of the API key that was exchanged for it. Only tokens of machines have this claim. */
  readonly clientId: string;
  /** Renewed whenever the service account is reactivated. */
  readonly sid: string;
  /** The token's own id. */
  readonly jti: string;
  /** The permissions, separated by spaces: RFC 8693 §4.2. */
  readonly scope: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** RFC 8176 §2, where it has a name. */
const METHOD_NAMES: Record<AuthenticationMethod, string> = {
  PASSWORD: 'pwd',
  TOTP: 'otp',
  RECOVERY_CODE: 'recovery',
  PASSKEY: 'swk',
  EMAIL_CODE: 'email',
  SOCIAL: 'social',
};

const METHODS = new Map<unknown, AuthenticationMethod>([
  ...Object.values(AuthenticationMethod).map((method) => [METHOD_NAMES[method], method] as const),
  ['hwk', AuthenticationMethod.PASSKEY],
]);

export type AccessTokenRejection = 'TOKEN_EXPIRED' | 'TOKEN_INVALID';

export interface AccessTokenOptions {
  readonly keys: SigningKeys;
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
}

/** Signs and verifies access tokens: JWTs as of RFC 9068, treated as RFC 8725 asks. */
export class AccessTokens {
  private readonly keysById: ReadonlyMap<unknown, SigningKey>;

  constructor(private readonly options: AccessTokenOptions) {
    this.keysById = new Map(options.keys.map((key) => [key.kid, key]));
  }

  sign(claims: AccessTokenClaims): string {
    const { sub, sid, jti, role, proof } = claims;
    const acr = proof.level.toLowerCase();
    const amr = proof.methods.map((method) => METHOD_NAMES[method]);
    return this.signClaims({
      sub,
      sid,
      jti,
      role,
      acr,
      amr,
      ...timesOf(claims),
      auth_time: toNumericDate(claims.authTime),
    });
  }

  signForMachine(claims: MachineTokenClaims): string {
    const { sub, clientId: client_id, sid, jti, scope } = claims;
    return this.signClaims({ sub, client_id, sid, jti, scope, ...timesOf(claims) });
  }

  private signClaims(claims: object): string {
    const { issuer, audience } = this.options;
    const [{ algorithm: alg, kid, signWith }] = this.options.keys;
    const header = { alg, typ: ACCESS_TOKEN_TYPE, kid };
    return jwt.sign({ iss: issuer, aud: audience, ...claims }, signWith, { header });
  }

  /** The claims of a user's token of ours that is in force, or why it is refused. Never throws. */
  verify(token: string): AccessTokenClaims | AccessTokenRejection {
    return this.read(token, readClaims);
  }

  /** As `verify`, of machines too. */
  verifyAny(token: string): AccessTokenClaims | MachineTokenClaims | AccessTokenRejection {
    return this.read(token, readAnyClaims);
  }

  private read<Claims>(
    token: string,
    readPayload: (payload: string | jwt.JwtPayload) => Claims | undefined,
    more: { ignoreExpiration?: boolean } = {},
  ): Claims | AccessTokenRejection {
    const { issuer, audience, clock } = this.options;
    const clockTimestamp = toNumericDate(clock());
    try {
      const key = this.keyOf(token);
      if (!key || !isCanonicalBase64url(token)) return 'TOKEN_INVALID';
      // The algorithm is the key's, whatever the token's header says: RFC 8725 §3.1.
      const algorithms = [key.algorithm];
      const payload = jwt.verify(token, key.verifyWith, { algorithms, issuer, audience, clockTimestamp, ...more });
      return readPayload(payload) ?? 'TOKEN_INVALID';
    } catch (error) {
      return error instanceof jwt.TokenExpiredError ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID';
    }
  }

  /** The session of a token of ours, also of one that has expired; undefined of any other text. */
  sessionIdOf(token: string): string | undefined {
    const claims = this.read(token, readClaims, { ignoreExpiration: true });
    return typeof claims === 'string' ? undefined : claims.sid;
  }

  /** The key that the header of an access token names. A key that the header brings along does not count. */
  private keyOf(token: string): SigningKey | undefined {
    const header = JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString());
    // RFC 7515 §4.1.11: an extension that is critical and not understood. jsonwebtoken would pass over it.
    if (header.typ !== ACCESS_TOKEN_TYPE || header.crit !== undefined) return undefined;
    return this.keysById.get(header.kid);
  }
}

/**
 * The last character of a signature in base64url has bits that mean nothing, and jsonwebtoken passes over them for RS256
 * and ES256: several texts would be the same token. RFC 4648 §3.5 lets decoders refuse that.
 */
function isCanonicalBase64url(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

/** Of a user. jsonwebtoken checks the claims that are there; that they are all there is checked here. */
function readClaims(payload: string | jwt.JwtPayload): AccessTokenClaims | undefined {
  if (typeof payload === 'string') return undefined;
  const { sub, sid, jti, role, iat, exp, auth_time, client_id } = payload;
  if (client_id !== undefined) return undefined;
  if (!isUuid(sub) || !isUuid(sid) || !isUuid(jti) || typeof role !== 'string') return undefined;
  if (typeof iat !== 'number' || typeof exp !== 'number' || typeof auth_time !== 'number') return undefined;
  return {
    sub: sub as string,
    sid,
    jti: jti as string,
    role,
    authTime: fromNumericDate(auth_time),
    proof: readProof(payload),
    issuedAt: fromNumericDate(iat),
    expiresAt: fromNumericDate(exp),
  };
}

/** Whether a token, which is not verified here, says that it is a machine's. Never throws. */
export function saysMachine(token: string): boolean {
  try {
    return 'client_id' in JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return false;
  }
}

function readAnyClaims(payload: string | jwt.JwtPayload): AccessTokenClaims | MachineTokenClaims | undefined {
  const isMachines = typeof payload !== 'string' && payload.client_id !== undefined;
  return isMachines ? readMachineClaims(payload) : readClaims(payload);
}

function readMachineClaims(payload: jwt.JwtPayload): MachineTokenClaims | undefined {
  const { sub, client_id, sid, jti, scope, iat, exp } = payload;
  if (!isUuid(sub) || !isUuid(client_id) || !isUuid(sid) || !isUuid(jti)) return undefined;
  if (typeof scope !== 'string' || typeof exp !== 'number' || typeof iat !== 'number') return undefined;
  const times = { issuedAt: fromNumericDate(iat), expiresAt: fromNumericDate(exp) };
  return { sub: sub as string, clientId: client_id, sid, jti: jti as string, scope, ...times };
}

function timesOf({ issuedAt, expiresAt }: Pick<AccessTokenClaims, 'issuedAt' | 'expiresAt'>) {
  return { iat: toNumericDate(issuedAt), exp: toNumericDate(expiresAt) };
}

/** Tokens of releases without levels have neither claim: they were issued for a password. */
function readProof({ acr, amr = ['pwd'] }: jwt.JwtPayload): Proof {
  const level = acr === 'aal2' ? AssuranceLevel.AAL2 : AssuranceLevel.AAL1;
  const names: unknown[] = Array.isArray(amr) ? amr : [];
  return { level, methods: names.flatMap((name) => METHODS.get(name) ?? []) };
}
