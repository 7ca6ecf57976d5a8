import { createTransport } from 'nodemailer';
import type { Logger } from '../logger.js';
import type { MailContent } from './mail-templates.js';

export interface MailMessage extends MailContent {
  readonly to: string;
}

/** Hands mails on. */
export interface MailTransport {
  /** @throws when the mail was not taken; it will be tried again. */
  send(message: MailMessage): Promise<void>;
  close(): void;
}

/** Sends mails by SMTP. */
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
  }

  async send(message: MailMessage): Promise<void> {
    await this.transporter.sendMail({ from: this.from, ...message });
  }

  close(): void {
    this.transporter.close();
  }
}

/** How many mails the page /dev/mail remembers. */
const DEVELOPMENT_MAILBOX_SIZE = 50;

/** In development mails go nowhere: they are shown in the log and at /dev/mail. */
export class DevelopmentMailbox implements MailTransport {
  readonly messages: MailMessage[] = [];

  constructor(private readonly log: Logger) {}

  async send(message: MailMessage): Promise<void> {
    this.messages.unshift(message);
    this.messages.splice(DEVELOPMENT_MAILBOX_SIZE);
    this.log.info({ to: message.to, subject: message.subject, text: message.text }, 'mail (development only)');
  }

  close(): void {
    this.messages.length = 0;
  }
}
