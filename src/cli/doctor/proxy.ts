import type { Arrival } from '../../server/arrival.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, fault } = findingsOf('proxy');

/** What a liar would claim to be. Nobody has this address: RFC 5737. */
export const CLAIMED_ADDRESS = '192.0.2.123';

/** What a request through the public URL, which claimed that address, says about the proxies and TRUST_PROXY. */
export function judgeArrival(arrival: Arrival, url: URL): Finding[] {
  return [judgeClientAddress(arrival, url), ...judgeForwardedUrl(arrival, url)];
}

function judgeClientAddress(arrival: Arrival, url: URL): Finding {
  const { clientAddress, peerAddress, isPeerTrusted, forwardedFor } = arrival;
  // Proxies append what they see, or begin the header again.
  const added = forwardedFor[0] === CLAIMED_ADDRESS ? forwardedFor.slice(1) : forwardedFor;
  const [seen] = added;
  if (seen === undefined) return judgeWithoutProxy(arrival, url);
  if (!isPeerTrusted)
    return fault(
      `A proxy at ${peerAddress} is not in TRUST_PROXY, so all clients share that address and its limits. Set TRUST_PROXY=${peerAddress}`,
    );
  if (added.includes(null))
    return fault(
      'X-Forwarded-For has an entry that is not an address. Let each proxy add the address that connected to it.',
    );
  if (clientAddress === seen) return ok(`clients are known by their addresses, through ${added.length} of TRUST_PROXY`);
  if (clientAddress === CLAIMED_ADDRESS)
    return warning(
      `This machine, ${seen}, is in TRUST_PROXY, as if it were a proxy. Narrow TRUST_PROXY, or run this on a machine outside of it.`,
    );
  return fault(
    `A further proxy at ${clientAddress} is not in TRUST_PROXY, so all clients share that address and its limits. Add it to TRUST_PROXY.`,
  );
}

/** Nothing has added an address. */
function judgeWithoutProxy({ peerAddress, isPeerTrusted, forwardedFor }: Arrival, { protocol }: URL): Finding {
  if (isPeerTrusted && forwardedFor.length > 0)
    return fault(
      `The proxy at ${peerAddress} passes on X-Forwarded-For as clients write it, so anyone can claim any address. Let it append the address that connected to it.`,
    );
  if (isPeerTrusted || protocol === 'https:')
    return fault(
      `The proxy at ${peerAddress} sends no X-Forwarded-For, so all clients share that address and its limits. Let it send the header, and set TRUST_PROXY=${peerAddress}`,
    );
  return ok('there is none: clients connect to the server itself');
}

/** What the server takes for its own address. */
function judgeForwardedUrl({ protocol, host, isPeerTrusted }: Arrival, url: URL): Finding[] {
  const isHttpsLost = isPeerTrusted && url.protocol === 'https:' && protocol !== 'https';
  return [
    ...(isHttpsLost
      ? [warning('The proxy does not say that clients use HTTPS. Let it send X-Forwarded-Proto: https')]
      : []),
    ...(host === url.host
      ? []
      : [warning(`The server is asked for the host ${host}, and not ${url.host}. Let the proxy pass on Host.`)]),
  ];
}
