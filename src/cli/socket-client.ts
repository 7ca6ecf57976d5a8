import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Config } from '../config/config.js';
import { StartupError } from '../config/startup-error.js';
import type { Terminal } from './command-context.js';
import { messagesOf, type Response, reasonForNoSocket, send, socketPath } from './socket.js';

/** Another process has the embedded database open, and cannot be asked to run a command. */
export class ServerUnreachableError extends StartupError {
  override readonly name = 'ServerUnreachableError';

  constructor(folder: string, reason: string) {
    super(`Another process uses the data folder ${folder}, and the command line cannot reach it. ${reason}`);
  }
}

/** The server ended while it ran a command. */
export class ServerGoneError extends StartupError {
  override readonly name = 'ServerGoneError';

  constructor() {
    super('The server stopped before the command was done. Start it, see what was done, and run the command again.');
  }
}

/** Whether a server takes commands. */
export async function isListening(config: Config): Promise<boolean> {
  if (reasonForNoSocket(config)) return false;
  const socket = connect(socketPath(config));
  const isConnected = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isConnected;
}

/**
 * Has the server that has the embedded database open run a command.
 *
 * @returns the exit code.
 * @throws {ServerUnreachableError}
 * @throws {ServerGoneError}
 */
export async function runInServer(config: Config, args: string[], terminal: Terminal): Promise<number> {
  const reason = reasonForNoSocket(config);
  if (reason) throw new ServerUnreachableError(config.dataDir, `${reason} Or stop the server.`);
  const socket = await open(config);
  try {
    send(socket, { args, folder: process.cwd() });
    return await relay(socket, terminal);
  } finally {
    socket.destroy();
  }
}

const NO_SERVER = 'It is a server that starts or stops, or a command: try again in a moment.';

const ADVICE: Record<string, string> = {
  ENOENT: NO_SERVER,
  ECONNREFUSED: NO_SERVER,
  EACCES: 'Only the user that runs the server may open its socket: be that user.',
};

async function open(config: Config): Promise<Socket> {
  const socket = connect(socketPath(config));
  try {
    await once(socket, 'connect');
    // What breaks off ends the messages.
    return socket.on('error', () => {});
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ServerUnreachableError(config.dataDir, ADVICE[code] ?? `Its socket cannot be opened (${code}).`);
  }
}

async function relay(socket: Socket, terminal: Terminal): Promise<number> {
  const gone = once(socket, 'close').then(() => Promise.reject(new ServerGoneError()));
  // It is looked at only while a password is being typed.
  gone.catch(() => {});
  for await (const { output, error, askPassword, exit } of messagesOf<Response>(socket)) {
    if (output !== undefined) terminal.print(output);
    if (error !== undefined) terminal.printError(error);
    if (askPassword)
      send(socket, { password: await Promise.race([terminal.readPassword(askPassword.fromStdin), gone]) });
    if (exit !== undefined) return exit;
  }
  throw new ServerGoneError();
}
