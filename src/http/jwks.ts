import type { FastifyInstance } from 'fastify';
import { publicJwk } from '../tokens/jwk.js';
import type { SigningKeys } from '../tokens/signing-key.js';

/** For how long others may keep the keys: 5 minutes. A new key has to be listed that long before it signs. */
const MAX_AGE_SECONDS = 300;

/** `/.well-known/jwks.json`: the public keys, for services that verify access tokens themselves. RFC 7517 §5. */
export function addKeySetRoute(server: FastifyInstance, keys: SigningKeys): void {
  const asymmetric = keys.filter(({ verifyWith }) => verifyWith.type === 'public');
  const keySet = { keys: asymmetric.map(({ verifyWith, algorithm }) => publicJwk(verifyWith, algorithm)) };
  // It is public: pages of every origin may read it.
  const config = { cors: { origin: '*' } };
  server.get('/.well-known/jwks.json', { config }, (_request, reply) => {
    return reply.header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`).send(keySet);
  });
}
