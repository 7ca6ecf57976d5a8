import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * For who has to be told a port before listening there. It is below those that Linux gives to whoever asks for any, or
 * somebody might get it meanwhile (https://docs.kernel.org/networking/ip-sysctl.html, ip_local_port_range).
 */
export async function freePort(): Promise<number> {
  const port = randomInt(10_000, 32_768);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
