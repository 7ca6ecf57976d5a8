import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { isLoopbackHost } from '../config/ip-address.js';

/** The code of errors about an invalid Host header. */
export const BAD_HOST = 'BAD_HOST';

/** `uri-host [ ":" port ]`, RFC 9110 §7.2, with the characters that RFC 3986 §3.2.2 allows. */
const HOST = /^(?<host>\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::\d*)?$/i;

/**
 * Rejects requests with a missing, repeated or malformed Host header: RFC 9112 §3.2. An empty one, and a missing one in
 * HTTP/1.0, are accepted, because health checks of load balancers send them.
 */
export function refuseBadHosts(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (hasAcceptableHost(request.raw)) done();
    else done(Object.assign(new Error('bad Host'), { statusCode: 400, code: BAD_HOST }));
  });
}

function hasAcceptableHost({ headers: { host }, rawHeaders, httpVersionMinor }: IncomingMessage): boolean {
  if (host === undefined) return httpVersionMinor === 0;
  return (host === '' || HOST.test(host)) && !isRepeated(rawHeaders);
}

/** Node.js keeps only the first one. */
function isRepeated(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count > 1;
}

/** Whether the Host header names this machine itself: `localhost`, `127.0.0.0/8` or `[::1]`, with or without a port. */
export function namesLoopback(host: string | undefined): boolean {
  return isLoopbackHost(HOST.exec(host ?? '')?.groups?.host ?? '');
}
