import jwt from 'jsonwebtoken';
import { validate as isUuid } from 'uuid';
import { type Clock, fromNumericDate, toNumericDate } from '../clock.js';
import type { SigningKey } from './signing-key.js';

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
  /** When the user last proved to be present, by a password. */
  readonly authTime: Date;
  readonly expiresAt: Date;
}

export type AccessTokenRejection = 'TOKEN_EXPIRED' | 'TOKEN_INVALID';

export interface AccessTokenOptions {
  readonly key: SigningKey;
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
}

/** Signs and verifies access tokens: JWTs as of RFC 9068, treated as RFC 8725 asks. */
export class AccessTokens {
  constructor(private readonly options: AccessTokenOptions) {}

  sign(claims: AccessTokenClaims): string {
    const { key, issuer, audience, clock } = this.options;
    const { sub, sid, jti, role } = claims;
    const times = {
      iat: toNumericDate(clock()),
      exp: toNumericDate(claims.expiresAt),
      auth_time: toNumericDate(claims.authTime),
    };
    const header = { alg: key.algorithm, typ: ACCESS_TOKEN_TYPE, kid: key.kid };
    return jwt.sign({ iss: issuer, aud: audience, sub, sid, jti, role, ...times }, key.key, { header });
  }

  /** The claims of a token of ours that is in force, or why it is refused. Never throws. */
  verify(token: string): AccessTokenClaims | AccessTokenRejection {
    const { key, issuer, audience, clock } = this.options;
    const clockTimestamp = toNumericDate(clock());
    try {
      // The algorithm is the key's, whatever the token's header says: RFC 8725 §3.1.
      const algorithms = [key.algorithm];
      const options = { algorithms, issuer, audience, clockTimestamp, complete: true } as const;
      const { header, payload } = jwt.verify(token, key.key, options);
      const isOurs = header.typ === ACCESS_TOKEN_TYPE && header.kid === key.kid;
      return (isOurs && readClaims(payload)) || 'TOKEN_INVALID';
    } catch (error) {
      return error instanceof jwt.TokenExpiredError ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID';
    }
  }
}

/** jsonwebtoken checks the claims that are there; that they are all there is checked here. */
function readClaims(payload: string | jwt.JwtPayload): AccessTokenClaims | undefined {
  if (typeof payload === 'string') return undefined;
  const { sub, sid, jti, role, exp, auth_time } = payload;
  if (!isUuid(sub) || !isUuid(sid) || !isUuid(jti) || typeof role !== 'string') return undefined;
  if (typeof exp !== 'number' || typeof auth_time !== 'number') return undefined;
  return {
    sub: sub as string,
    sid,
    jti: jti as string,
    role,
    authTime: fromNumericDate(auth_time),
    expiresAt: fromNumericDate(exp),
  };
}
