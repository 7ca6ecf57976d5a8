import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export const REQUEST_ID_HEADER = 'x-request-id';

const WELL_FORMED = /^[\w.:=+/-]{1,128}$/;

/**
 * Names a request in the log and in the answer's `X-Request-Id`. The name that a proxy has given it is kept, but only
 * from a proxy that is trusted: others could write the log lines of their choice under the name of another request.
 */
export function requestIds(trustProxy: string): (request: IncomingMessage) => string {
  const proxies = listOf(trustProxy);
  return ({ headers, socket }) => {
    const given = headers[REQUEST_ID_HEADER];
    const isKept = typeof given === 'string' && WELL_FORMED.test(given) && isListed(proxies, socket.remoteAddress);
    return isKept ? given : randomUUID();
  };
}

/** The setting's addresses and ranges, `127.0.0.1, 10.0.0.0/8`. */
function listOf(trustProxy: string): BlockList {
  const list = new BlockList();
  for (const entry of trustProxy.split(',').map((each) => each.trim())) {
    const [address = '', bits] = entry.split('/');
    if (bits !== undefined) list.addSubnet(address, Number(bits), familyOf(address));
    else if (address) list.addAddress(address, familyOf(address));
  }
  return list;
}

function isListed(list: BlockList, address = ''): boolean {
  return isIP(address) > 0 && list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
