import type { Config } from '../config/config.js';
import { hostInUrl } from '../config/ip-address.js';

/** Where a process on the same machine reaches the server. */
export function ownUrl({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : hostInUrl(host);
  return `http://${own}:${port}`;
}
