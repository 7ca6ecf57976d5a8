/** In what a forged refresh token differs from a good one. */
export interface RefreshTokenForgery {
  readonly generation?: number;
  readonly keyId?: number;
  /** The token whose secret it gets. */
  readonly secretOf?: string;
  /** The token whose tag it gets. */
  readonly tagOf?: string;
}

/** A refresh token with other fields, and the tag that it had. */
export function forgeRefreshToken(token: string, { generation, keyId, secretOf, tagOf }: RefreshTokenForgery): string {
  const bytes = Buffer.from(token, 'base64url');
  if (generation !== undefined) bytes.writeUInt32BE(generation, 17);
  if (keyId !== undefined) bytes.writeUInt32BE(keyId, 21);
  if (secretOf) Buffer.from(secretOf, 'base64url').copy(bytes, 25, 25, 57);
  if (tagOf) Buffer.from(tagOf, 'base64url').copy(bytes, 57, 57, 75);
  return bytes.toString('base64url');
}

/** What nobody but the client knows. */
export function secretOf(token: string): Buffer {
  return Buffer.from(token, 'base64url').subarray(25, 57);
}
