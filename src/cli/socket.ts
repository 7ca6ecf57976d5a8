import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Config } from '../config/config.js';

/** What fits into `sun_path` of every system: 104 bytes on macOS, the NUL at the end included. */
const MAX_PATH_BYTES = 103;

/** Only the owner may open this folder: some systems ignore the permissions of the socket itself. */
export function socketFolder({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'control');
}

export function socketPath(config: Pick<Config, 'dataDir'>): string {
  return join(socketFolder(config), 'gatehouse.sock');
}

/** Why there can be no socket, if so. */
export function reasonForNoSocket(
  config: Pick<Config, 'dataDir'>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (platform === 'win32') return 'Windows has no sockets that only their owner may open.';
  const path = socketPath(config);
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return undefined;
  return `The path of its socket, ${path}, is longer than ${MAX_PATH_BYTES} bytes: choose a shorter DATA_DIR.`;
}

/** What the command line sends: the command, and then a password where it was asked for one. */
export interface Request {
  readonly args?: string[];
  readonly folder?: string;
  readonly password?: string;
}

/** What the server sends; with the exit code the command is done. */
export interface Response {
  readonly output?: string;
  readonly error?: string;
  readonly askPassword?: { readonly fromStdin: boolean };
  readonly exit?: number;
}

/** One message a line, in JSON. */
export function send(socket: Socket, message: Request | Response): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

export async function* messagesOf<T extends Request | Response>(socket: Socket): AsyncGenerator<T> {
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
  // A socket that was destroyed emits no `end`.
  socket.once('close', () => lines.close());
  for await (const line of lines) yield JSON.parse(line) as T;
}
