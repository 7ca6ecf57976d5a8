import { once } from 'node:events';
import type { Socket } from 'node:net';
import { StartupError } from '../config/startup-error.js';
import { NoPasswordError, type Progress, type Terminal } from './command-context.js';
import { type Request, type Response, send } from './socket.js';

/** The person who ran the command has interrupted it. */
class InterruptedError extends StartupError {}

/** The terminal of a person who runs a command on the other side of a socket. */
export class RemoteTerminal implements Terminal {
  private waits = false;

  constructor(
    private readonly socket: Socket,
    private readonly messages: AsyncGenerator<Request>,
  ) {}

  print(text: string): void {
    this.send({ output: text });
  }

  printError(text: string): void {
    this.send({ error: text });
  }

  async flush(): Promise<void> {
    this.requireSomebody();
    if (this.socket.writableNeedDrain) await Promise.race([once(this.socket, 'drain'), once(this.socket, 'close')]);
  }

  async readPassword(fromStdin: boolean): Promise<string> {
    this.requireSomebody();
    this.send({ askPassword: { fromStdin } });
    this.waits = true;
    const { value } = await this.messages.next();
    this.waits = false;
    if (!value?.password) throw new NoPasswordError();
    return value.password;
  }

  /** No bar is shown. What is interrupted stops at the next step. */
  showProgress(): Progress {
    return { update: () => this.requireSomebody(), stop: () => {} };
  }

  /** Leaves if a password is being waited for. */
  stopWaiting(): void {
    if (this.waits) this.socket.destroy();
  }

  private send(message: Response): void {
    if (this.socket.writable) send(this.socket, message);
  }

  private requireSomebody(): void {
    if (this.socket.destroyed || this.socket.readableEnded) throw new InterruptedError('interrupted');
  }
}
