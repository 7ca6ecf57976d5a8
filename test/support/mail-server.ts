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
  /** By command, the reply that refuses it: `550 no such mailbox`. */
  readonly refusals: Partial<Record<'MAIL FROM' | 'RCPT TO' | 'DATA', string>> = {};
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
      onMailFrom: (_address, _session, done) => done(this.refusal('MAIL FROM')),
      onRcptTo: (_address, _session, done) => done(this.refusal('RCPT TO')),
      onData: (stream, _session, done) => {
        const refusal = this.refusal('DATA');
        buffer(stream)
          .then((mail) => (refusal ? Promise.reject(refusal) : this.keep(mail)))
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

  /** The code in the last mail to an address, of those that have one beside the token or alone. */
  code(address: string): string {
    return codeIn(this.to(address).at(-1)) ?? 'no mail with a code';
  }

  /** The token in the last mail to an address. */
  token(address: string): string {
    return tokenIn(this.to(address).at(-1)) ?? 'no mail with a token';
  }

  private refusal(command: keyof TestMailServer['refusals']): Error | undefined {
    const [, code, text] = /^(\d+) (.*)$/.exec(this.refusals[command] ?? '') ?? [];
    return code ? Object.assign(new Error(text), { responseCode: Number(code) }) : undefined;
  }

  private async keep(content: Buffer): Promise<void> {
    const mail = await PostalMime.parse(content);
    this.mails.push(mail);
    for (const secret of [tokenIn(mail), codeIn(mail)]) this.onToken(secret ?? '');
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

function codeIn(mail: Email | undefined): string | undefined {
  return /\b\d{8}\b/.exec(mail?.text ?? '')?.[0];
}
