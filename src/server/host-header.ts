import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { isLoopbackHost } from '../config/ip-address.js';

/** Of errors that are answered with why the header Host is refused. */
export const BAD_HOST = 'BAD_HOST';

/** `uri-host [ ":" port ]`, RFC 9110 §7.2, with the characters that RFC 3986 §3.2.2 allows. */
const HOST = /^(?<host>\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::\d*)?$/i;

/**
 * Refuses requests that do not say, or say in several ways, which host they are for: RFC 9112 §3.2. An empty Host, and
 * none in HTTP/1.0, are what health checks of load balancers send. They are served.
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

/** Node.js keeps the first of several. */
function isRepeated(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count > 1;
}

/** Whether the header Host names this machine itself: `localhost`, `127.0.0.0/8` or `[::1]`, with or without a port. */
export function namesLoopback(host: string | undefined): boolean {
  return isLoopbackHost(HOST.exec(host ?? '')?.groups?.host ?? '');
}
