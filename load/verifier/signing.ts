import { createSecretKey, randomBytes, randomUUID, webcrypto } from 'node:crypto';
import { createVerifier, type Verifier } from 'gatehouse-verifier';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import type { Cleanup } from '../shared/cleanup.ts';
import { type Environment, startGatehouse } from '../shared/processes.ts';
import { newKeyPair } from './key-pair.ts';
import type { Verify } from './repeat.ts';

/** Enough that no cache of any kind can know them. */
const TOKEN_COUNT = 2000;
const NAMES = { issuer: 'gatehouse', audience: 'gatehouse' };
const CHECKS = { ...NAMES, typ: 'at+jwt' };

/** A server that signs in one way, and tokens as it issues them. */
export interface Signing {
  readonly algorithm: 'HS256' | 'ES256';
  /** Of the server. */
  readonly url: string;
  /** Where the service shares it. */
  readonly secret?: string;
  readonly tokens: readonly string[];
  /** What `jose` alone does, with the fastest kind of key that it takes. */
  readonly verifyBare: Verify;
}

/** Two servers on one database. */
export async function startSigning(databaseUrl: string, cleanup: Cleanup): Promise<Signing[]> {
  const shared = { DATABASE_URL: databaseUrl };
  return [await startWithSecret(shared, cleanup), await startWithKeyPair(shared, cleanup)];
}

async function startWithSecret(shared: Environment, cleanup: Cleanup): Promise<Signing> {
  const secret = randomBytes(48).toString('base64url');
  const { url } = await startGatehouse({ ...shared, JWT_SECRET: secret }, cleanup);
  const bytes = Buffer.from(secret);
  const key = await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const tokens = await signTokens({ alg: 'HS256' }, createSecretKey(bytes));
  return { algorithm: 'HS256', url, secret, tokens, verifyBare: (token) => jwtVerify(token, key, CHECKS) };
}

async function startWithKeyPair(shared: Environment, cleanup: Cleanup): Promise<Signing> {
  const { privateKey, setting } = await newKeyPair(cleanup);
  const { url } = await startGatehouse({ ...shared, ...setting }, cleanup);
  const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: [{ kid: string }] };
  const key = await importJWK(keys[0], 'ES256');
  const tokens = await signTokens({ alg: 'ES256', kid: keys[0].kid }, privateKey);
  return { algorithm: 'ES256', url, tokens, verifyBare: (token) => jwtVerify(token, key, CHECKS) };
}

/** With all claims of a user's access token. */
function signTokens(header: { alg: string; kid?: string }, key: Parameters<SignJWT['sign']>[0]): Promise<string[]> {
  const now = Math.floor(Date.now() / 1000);
  const sign = () => {
    const ids = { sub: randomUUID(), sid: randomUUID(), jti: randomUUID() };
    const proof = { acr: 'aal1', amr: ['pwd'], auth_time: now };
    return new SignJWT({ ...ids, role: 'USER', ...proof })
      .setProtectedHeader({ ...header, typ: 'at+jwt' })
      .setIssuer(NAMES.issuer)
      .setAudience(NAMES.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + 3600)
      .sign(key);
  };
  return Promise.all(Array.from({ length: TOKEN_COUNT }, sign));
}

/** One that knows everything that is revoked. */
export async function startVerifier({ url, secret }: Signing, apiKey: string, cleanup: Cleanup): Promise<Verifier> {
  const verifier = createVerifier({ url: `${url}/graphql`, ...NAMES, apiKey, ...(secret && { secret }) });
  cleanup.add(async () => verifier.close());
  await verifier.ready();
  return verifier;
}
