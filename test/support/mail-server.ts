import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server, which keeps what it is given. */
export class TestMailServer {
  readonly mails: Email[] = [];
  /** What clients have sent, byte for byte: smtp-server and PostalMime decode domains. */
  readonly wire: string[] = [];
  /** Whether it accepts addresses that are not ASCII, from the next start on. */
  offersSmtpUtf8 = true;
  private server: SMTPServer | undefined;
  private port = 0;
  private held: Promise<void> | undefined;

  private readonly onToken: (token: string) => void;

  /** @param onToken is told of each token that a mail brings. */
  constructor(onToken: (token: string) => void = () => {}) {
    this.onToken = onToken;
  }

  async start(): Promise<void> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      hideSMTPUTF8: !this.offersSmtpUtf8,
      onData: (stream, _session, done) => {
        buffer(stream)
          .then((mail) => this.keep(mail))
          .then(() => this.untilReleased())
          .then(() => done(), done);
      },
    });
    const { server } = this;
    server.server.on('connection', (socket) => socket.on('data', (bytes) => this.wire.push(String(bytes))));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server?.close(resolve) ?? resolve());
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Takes the next mail, but says so only once the answered function is called. */
  holdNext(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return resolve;
  }

  /** The mails to an address, oldest first. */
  to(address: string): Email[] {
    return this.mails.filter(({ to }) => to?.some((each) => each.address === address));
  }

  /** The token in the last mail to an address. */
  token(address: string): string {
    return tokenIn(this.to(address).at(-1)) ?? 'no mail with a token';
  }

  private async keep(content: Buffer): Promise<void> {
    const mail = await PostalMime.parse(content);
    this.mails.push(mail);
    this.onToken(tokenIn(mail) ?? '');
  }

  private async untilReleased(): Promise<void> {
    const { held } = this;
    this.held = undefined;
    await held;
  }
}

function tokenIn(mail: Email | undefined): string | undefined {
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1];
}
