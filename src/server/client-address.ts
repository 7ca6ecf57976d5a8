import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TrustedProxies } from './trusted-proxies.js';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Where the request comes from, canonical; null once the connection has gone. Use it in place of Fastify's `ip`,
     * which passes on whatever a proxy says.
     */
    readonly clientAddress: string | null;
  }
}

/** Gives each request its `clientAddress`, found out only when somebody asks. */
export function addClientAddresses(server: FastifyInstance, proxies: TrustedProxies): void {
  server.decorateRequest('clientAddress', {
    getter(this: FastifyRequest) {
      return proxies.clientAddress(this.raw);
    },
  });
}
