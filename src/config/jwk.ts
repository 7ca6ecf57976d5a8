import { createHash, type JsonWebKey, type KeyObject } from 'node:crypto';

/** A public key as others read it: RFC 7517. */
export interface PublicJwk extends JsonWebKey {
  readonly kid: string;
  readonly alg: string;
  readonly use: 'sig';
}

export function publicJwk(key: KeyObject, alg: string): PublicJwk {
  const jwk = key.export({ format: 'jwk' });
  return { ...jwk, kid: thumbprint(jwk), alg, use: 'sig' };
}

/** RFC 7638: the digest of a public key's required members, in the order of their names. */
function thumbprint({ kty, n, e, crv, x, y }: JsonWebKey): string {
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
