import { isAscii } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { createTransport, type PluginFunction } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { type Clock, systemClock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { MailContent } from './mail-renderer.js';
import { requireSmtpUtf8 } from './smtp.js';

export interface MailMessage extends MailContent {
  readonly to: string;
}

export interface MailTransport {
  /**
   * @throws {SmtpUtf8MissingError} no attempt to send the email can succeed.
   * @throws if the email was not accepted; it will be sent again.
   */
  send(message: MailMessage): Promise<void>;
  close(): void;
}

/** Keeps vacation responders quiet: https://www.rfc-editor.org/rfc/rfc3834#section-5 */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' };

export class SmtpTransport implements MailTransport {
  private readonly transporter;

  /** @param requireTls sends nothing but STARTTLS over an unencrypted connection. Without it, STARTTLS is used if offered. */
  constructor(
    smtpUrl: string,
    private readonly from: string,
    requireTls = false,
  ) {
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
    this.transporter = createTransport({ url: smtpUrl, pool: true, requireTLS: requireTls, ...timeouts });
    this.transporter.use('stream', keepRecipient);
  }

  async send({ to, language, ...content }: MailMessage): Promise<void> {
    if (!isAscii(Buffer.from(to))) await requireSmtpUtf8((this.transporter.transporter as SMTPPool).options);
    const envelope = { from: this.from, to };
    const headers = { ...AUTOMATIC, 'Content-Language': language };
    await this.transporter.sendMail({ from: this.from, to: { name: '', address: to }, envelope, headers, ...content });
  }

  /**
   * Connects, with TLS where it is required, and authenticates. Sends nothing.
   *
   * @throws what smtpProblemOf() explains.
   */
  async verify(): Promise<void> {
    await this.transporter.verify();
  }

  close(): void {
    this.transporter.close();
  }
}

/**
 * Keeps the recipient as it is stored. If the local part is not ASCII, Nodemailer would write the domain in Unicode again,
 * in the envelope and in the header; RFC 6531 §3.3 allows either form.
 */
const keepRecipient: PluginFunction = ({ message, data }, done) => {
  const { address } = data.to as { address: string };
  const encode = message.encodeHeaderValue.bind(message);
  message.encodeHeaderValue = (name, value) => (name === 'To' ? address : encode(name, value));
  message.getEnvelope().to = [address];
  done();
};

/** How many emails /dev/mail keeps. */
const DEVELOPMENT_MAILBOX_SIZE = 50;

export interface DevelopmentMail extends MailMessage {
  readonly id: string;
  readonly sentAt: Date;
}

/** In development, emails are not sent, but shown in the log and at /dev/mail. */
export class DevelopmentMailbox implements MailTransport {
  /** Newest first. */
  readonly messages: DevelopmentMail[] = [];

  constructor(
    private readonly log: Logger,
    private readonly clock: Clock = systemClock,
  ) {}

  async send(message: MailMessage): Promise<void> {
    this.messages.unshift({ ...message, id: randomUUID(), sentAt: this.clock() });
    this.messages.splice(DEVELOPMENT_MAILBOX_SIZE);
    this.log.info({ to: message.to, subject: message.subject, text: message.text }, 'email (development only)');
  }

  close(): void {
    this.messages.length = 0;
  }
}
