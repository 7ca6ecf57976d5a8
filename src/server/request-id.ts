import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from './client-address.js';

export const REQUEST_ID_HEADER = 'x-request-id';

const WELL_FORMED = /^[\w.:=+/-]{1,128}$/;

/**
 * Generates the id of a request for the log and the `X-Request-Id` of the response. An id from a proxy is kept only if
 * the proxy is trusted: others could forge log lines under the id of another request.
 */
export function requestIds(proxies: TrustedProxies): (request: IncomingMessage) => string {
  return ({ headers, socket }) => {
    const given = headers[REQUEST_ID_HEADER];
    const isKept = typeof given === 'string' && WELL_FORMED.test(given) && proxies.includes(socket.remoteAddress);
    return isKept ? given : randomUUID();
  };
}
