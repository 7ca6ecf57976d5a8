import { type KeyObject, randomUUID } from 'node:crypto';
import { PASSWORD_PROOF } from '../../src/api/assurance.js';
import { addSeconds, toNumericDate } from '../../src/clock.js';
import type { SigningKey } from '../../src/config/signing-key.js';
import { AccessTokens } from '../../src/sessions/access-token.js';
import { signJws } from './jws-signer.js';
import { TestClock } from './test-clock.js';

/** In what a forged token differs from a good one. */
export interface Forgery {
  readonly header?: object;
  readonly payload?: object;
  readonly key?: KeyObject | Buffer;
  /** What it is really signed by, whatever its header says. */
  readonly algorithm?: string;
}

/** Makes good access tokens, and bad ones. */
export class TokenForge {
  private readonly clock = new TestClock();
  readonly now = toNumericDate(this.clock.now());
  readonly claims = {
    ...{ sub: randomUUID(), sid: randomUUID(), jti: randomUUID(), role: 'USER' },
    proof: PASSWORD_PROOF,
    ...{ authTime: this.clock.now(), issuedAt: this.clock.now(), expiresAt: addSeconds(this.clock.now(), 900) },
  };
  readonly tokens: AccessTokens;
  private readonly key: SigningKey;

  constructor(...keys: [SigningKey, ...SigningKey[]]) {
    this.tokens = new AccessTokens({ keys, issuer: 'us', audience: 'you', clock: this.clock.now });
    [this.key] = keys;
  }

  get header() {
    return { alg: this.key.algorithm, typ: 'at+jwt', kid: this.key.kid };
  }

  get payload() {
    const { sub, sid, jti, role } = this.claims;
    const times = { iat: this.now, exp: this.now + 900, auth_time: this.now };
    return { iss: 'us', aud: 'you', sub, sid, jti, role, acr: 'aal1', amr: ['pwd'], ...times };
  }

  token({ header, payload, key = this.key.signWith, algorithm = this.key.algorithm }: Forgery = {}): string {
    return signJws({ ...this.header, ...header }, { ...this.payload, ...payload }, algorithm, key);
  }

  /** What the server says to a forged token. */
  answer(forgery: Forgery) {
    return this.tokens.verify(this.token(forgery));
  }
}
