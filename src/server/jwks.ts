import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { publicJwk } from '../config/jwk.js';
import type { SigningKeys } from '../config/signing-key.js';

/** For how long others may keep the keys: 5 minutes. A new key has to be listed that long before it signs. */
const MAX_AGE_SECONDS = 300;

const KEY_SET_PATH = '/.well-known/jwks.json';

/**
 * `/.well-known/jwks.json`: the public keys, for services that verify access tokens themselves, RFC 7517 §5. Where there
 * are any, `/.well-known/openid-configuration` leads to them: many libraries look only there.
 */
export function addKeySetRoutes(
  server: FastifyInstance,
  { jwtIssuer }: Pick<Config, 'jwtIssuer'>,
  keys: SigningKeys,
): void {
  const asymmetric = keys.filter(({ verifyWith }) => verifyWith.type === 'public');
  const algorithms = [...new Set(asymmetric.map(({ algorithm }) => algorithm))];
  addPublicDocument(server, KEY_SET_PATH, () => ({
    keys: asymmetric.map(({ verifyWith, algorithm }) => publicJwk(verifyWith, algorithm)),
  }));
  if (algorithms.length === 0) return;
  addPublicDocument(server, '/.well-known/openid-configuration', (request) => ({
    issuer: jwtIssuer,
    jwks_uri: new URL(KEY_SET_PATH, baseUrl(jwtIssuer, request)).href,
    id_token_signing_alg_values_supported: algorithms,
    response_types_supported: [],
    subject_types_supported: ['public'],
  }));
}

/** The issuer where it is a URL, as it should be in production; else the address that the request was sent to. */
function baseUrl(issuer: string, { protocol, host }: FastifyRequest): string {
  return /^https?:/.test(issuer) && URL.canParse(issuer) ? issuer : `${protocol}://${host}`;
}

/** Pages of every origin may read it. */
function addPublicDocument(server: FastifyInstance, path: string, document: (request: FastifyRequest) => object): void {
  server.get(path, { config: { cors: { origin: '*' } } }, (request, reply) => {
    return reply.header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`).send(document(request));
  });
}
