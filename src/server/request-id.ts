import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from './client-address.js';

export const REQUEST_ID_HEADER = 'x-request-id';

const WELL_FORMED = /^[\w.:=+/-]{1,128}$/;

/**
 * Names a request in the log and in the answer's `X-Request-Id`. The name that a proxy has given it is kept, but only
 * from a proxy that is trusted: others could write the log lines of their choice under the name of another request.
 */
export function requestIds(proxies: TrustedProxies): (request: IncomingMessage) => string {
  return ({ headers, socket }) => {
    const given = headers[REQUEST_ID_HEADER];
    const isKept = typeof given === 'string' && WELL_FORMED.test(given) && proxies.includes(socket.remoteAddress);
    return isKept ? given : randomUUID();
  };
}
