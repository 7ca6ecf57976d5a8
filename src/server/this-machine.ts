import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../config/ip-address.js';
import { namesLoopback } from './host-header.js';

/** Headers that reveal a reverse proxy, or a tunnel from the internet to this port. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether a program on this machine sends the request for itself, so that in development it may see tokens. A page whose
 * host name was rebound to this machine (DNS rebinding) sends that name as Host.
 */
export function isFromThisMachine({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  const isPassedOn = PROXY_HEADERS.some((name) => headers[name] !== undefined);
  return isLoopback(socket.remoteAddress ?? '') && namesLoopback(headers.host) && !isPassedOn;
}
