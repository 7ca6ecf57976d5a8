import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from 'jose';
import { SocialLoginProblem } from '../../api/social-errors.js';
import type { GuardedFetch } from '../../security/guarded-fetch.js';
import { digestOf } from '../../security/token-derivation.js';
import { SocialLoginFailure } from './identity-provider.js';
import type { Claims } from './presets.js';

/** No symmetric ones: everyone has the public key. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const KEYS_COOLDOWN_MILLIS = 60_000;

export interface IdTokenIssuer {
  /** With `{tenantid}` in it if there is one issuer for each tenant. */
  readonly issuer: string;
  readonly jwksUri: string;
}

/** Verifies ID tokens that did not come from the token endpoint: OpenID Connect Core 1.0 §3.1.3.7. */
export class IdTokens {
  private keys: { readonly uri: string; readonly find: ReturnType<typeof createRemoteJWKSet> } | undefined;

  constructor(
    private readonly clientIds: readonly string[],
    private readonly fetch: GuardedFetch,
  ) {}

  /**
   * @param nonce the secret whose SHA-256 the token contains: who has only the token cannot use it.
   * @throws whatever is wrong with the token.
   */
  async verify(idToken: string, nonce: string, { issuer, jwksUri }: IdTokenIssuer): Promise<Claims> {
    const { payload } = await jwtVerify(idToken, this.keysAt(jwksUri), {
      issuer: issuer.replace('{tenantid}', () => String(decodeJwt(idToken).tid)),
      audience: [...this.clientIds],
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    const { azp, aud, nonce: digest } = payload;
    const isForOthers =
      azp !== undefined ? !this.clientIds.includes(String(azp)) : Array.isArray(aud) && aud.length > 1;
    if (isForOthers || digest !== digestOf(nonce)) throw new SocialLoginFailure(SocialLoginProblem.REFUSED);
    return payload;
  }

  private keysAt(uri: string) {
    if (this.keys?.uri !== uri) {
      const options = { [customFetch]: this.fetch, cooldownDuration: KEYS_COOLDOWN_MILLIS };
      this.keys = { uri, find: createRemoteJWKSet(new URL(uri), options) };
    }
    return this.keys.find;
  }
}
