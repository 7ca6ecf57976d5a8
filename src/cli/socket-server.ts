import { once } from 'node:events';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { withoutTimeout } from '../database/faulty-connections.js';
import type { Logger } from '../logger.js';
import type { CommandContext, Workplace } from './command-context.js';
import { explain } from './exit.js';
import { RemoteTerminal } from './remote-terminal.js';
import { messagesOf, type Request, reasonForNoSocket, send, socketFolder, socketPath } from './socket.js';

/**
 * Runs commands for the command line while this process has the embedded database open, which no other can open. The
 * process that may open the socket may as well read the database's files.
 */
export class CommandSocket {
  private readonly server: Server;
  private readonly running = new Map<RemoteTerminal, Promise<void>>();

  constructor(
    private readonly workplace: Workplace,
    private readonly log: Logger,
  ) {
    this.server = createServer((socket) => this.accept(socket));
  }

  /** A server without its socket is a server all the same. */
  async listen(): Promise<void> {
    const reason = reasonForNoSocket(this.workplace.config) ?? (await this.open().catch(String));
    if (reason) this.log.warn({ reason }, 'the command line cannot reach this server while it runs');
  }

  /** Lets running commands finish, except those that wait for a password. */
  async close(): Promise<void> {
    this.server.close();
    for (const terminal of this.running.keys()) terminal.stopWaiting();
    await Promise.all(this.running.values());
  }

  private async open(): Promise<undefined> {
    const { config } = this.workplace;
    await mkdir(socketFolder(config), { recursive: true, mode: 0o700 });
    await chmod(socketFolder(config), 0o700);
    // The lock on the folder is held: a socket that is there was left by a process that was killed.
    await rm(socketPath(config), { force: true });
    this.bind(socketPath(config));
    await once(this.server, 'listening');
  }

  /** `listen` binds before it returns, so that the socket is never open to others. */
  private bind(path: string): void {
    const umask = process.umask(0o177);
    try {
      this.server.listen(path);
    } finally {
      process.umask(umask);
    }
  }

  private accept(socket: Socket): void {
    const messages = messagesOf<Request>(socket);
    const terminal = new RemoteTerminal(socket, messages);
    const done = this.serve(socket, messages, terminal).finally(() => this.running.delete(terminal));
    this.running.set(terminal, done);
  }

  private async serve(socket: Socket, messages: AsyncGenerator<Request>, terminal: RemoteTerminal): Promise<void> {
    // Someone who leaves is noticed by what is read and written next.
    socket.on('error', () => {});
    try {
      const { value } = await messages.next();
      if (value?.args)
        send(socket, { exit: await this.run(value.args, this.contextOf(terminal, value.folder ?? '.')) });
    } catch (error) {
      this.log.warn({ err: error }, 'a message on the socket of the command line cannot be read');
    } finally {
      socket.end();
    }
  }

  private async run(args: string[], context: CommandContext): Promise<number> {
    try {
      const { runCommand } = await import('./program.js');
      return await withoutTimeout(() => runCommand(args, context));
    } catch (error) {
      context.terminal.printError(explain(error));
      return 1;
    }
  }

  private contextOf(terminal: RemoteTerminal, folder: string): CommandContext {
    return {
      terminal,
      folder,
      prepare: async () => {},
      withDatabase: (work) => work(this.workplace.database),
      withServices: (work) => work(this.workplace),
    };
  }
}
