import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { canonicalAddress } from '../config/ip-address.js';
import type { SigningKeys } from '../config/signing-key.js';
import { TokenDerivation } from '../security/token-derivation.js';
import { forwardedAddresses, TrustedProxies } from './client-address.js';

/** How a request has arrived, as the server understands it with TRUST_PROXY. */
export interface Arrival {
  readonly clientAddress: string | null;
  /** Of whatever has opened the connection: the client, or the last proxy. */
  readonly peerAddress: string | null;
  readonly isPeerTrusted: boolean;
  /** The entries of `X-Forwarded-For`; null for one that is not an address. */
  readonly forwardedFor: readonly (string | null)[];
  readonly protocol: string;
  readonly host: string;
}

/** The response from `/livez` to a request with this header, from someone who has the server's keys, says how it arrived. */
export const ARRIVAL_HEADER = 'x-gatehouse-arrival';

/** Proxies may log headers. */
const VALID_MILLIS = 60_000;

const derivationOf = (keys: SigningKeys) => new TokenDerivation(keys, 'arrival');

/** The value of the header. */
export function proofOfKeys(keys: SigningKeys, now: Date): string {
  const time = String(now.getTime());
  return `${time}.${derivationOf(keys).derive(time)}`;
}

export interface ArrivalDependencies {
  readonly config: Pick<Config, 'trustProxy'>;
  readonly signingKeys: SigningKeys;
  readonly clock: Clock;
}

/** @returns what reports how a request has arrived, if it may know. */
export function arrivalReporter({ config, signingKeys, clock }: ArrivalDependencies) {
  const derivation = derivationOf(signingKeys);
  const proxies = new TrustedProxies(config.trustProxy);
  const isProven = (proof: string) => {
    const [time = '', token = ''] = proof.split('.');
    return Math.abs(clock().getTime() - Number(time)) <= VALID_MILLIS && derivation.derives(time, token);
  };
  return (request: FastifyRequest): { arrival?: Arrival } => {
    const proof = request.headers[ARRIVAL_HEADER];
    return typeof proof === 'string' && isProven(proof) ? { arrival: describeArrival(request, proxies) } : {};
  };
}

function describeArrival({ clientAddress, protocol, host, headers, socket }: FastifyRequest, proxies: TrustedProxies) {
  const peerAddress = canonicalAddress(socket.remoteAddress ?? '') ?? null;
  const isPeerTrusted = proxies.includes(socket.remoteAddress);
  return { clientAddress, peerAddress, isPeerTrusted, forwardedFor: forwardedAddresses(headers), protocol, host };
}
