import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { describeForLog } from '../logger.js';

/** The mail server accepts only ASCII in addresses: https://www.rfc-editor.org/rfc/rfc6531#section-3.2 */
export class SmtpUtf8MissingError extends Error {
  override readonly name = 'SmtpUtf8MissingError';

  constructor() {
    super('The mail server does not support SMTPUTF8. Use one that does to reach non-ASCII addresses.');
  }
}

/**
 * Asks the mail server, over a connection of its own, whether it accepts addresses that are not ASCII. Nodemailer would
 * send them anyway, which RFC 6531 forbids.
 *
 * @throws {SmtpUtf8MissingError} it does not.
 */
export async function requireSmtpUtf8(options: SMTPConnectionOptions): Promise<void> {
  const connection = new SMTPConnection(options);
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (!extensionsOf(connection).includes('SMTPUTF8')) throw new SmtpUtf8MissingError();
  } finally {
    connection.close();
  }
}

/** Nodemailer has no public API for them; a test fails if this stops working. */
function extensionsOf(connection: object): string[] {
  return (connection as { _supportedExtensions?: string[] })._supportedExtensions ?? [];
}

/** Nodemailer's error for a command that the mail server rejected. */
interface SmtpError {
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** The commands that concern one recipient or one message. Others (AUTH, MAIL FROM, STARTTLS) concern every email. */
const COMMANDS_ABOUT_A_MAIL: ReadonlySet<string | undefined> = new Set(['RCPT TO', 'DATA']);

/**
 * Replies that concern every email from this server, whatever the command: unknown commands or a bad sequence of
 * commands (RFC 5321 §4.2.3), missing authentication or encryption (RFC 4954 §6).
 */
const CODES_ABOUT_THE_SERVER: ReadonlySet<number> = new Set([500, 502, 503, 504, 530, 534, 535, 538]);

/** A relay that accepts no email from this server replies to `RCPT TO` with 550 or 554 and these words. */
const RELAY_DENIED = /\brelay/i;

/**
 * Whether the mail server will never accept this email: a 5xx reply that concerns its recipient or its content. If it
 * concerned the configuration instead, every email would be lost before the operator could correct that.
 */
export function isFinalRefusal(error: unknown): boolean {
  if (error instanceof SmtpUtf8MissingError) return true;
  const { command, responseCode = 0, response = '' } = error as SmtpError;
  if (!COMMANDS_ABOUT_A_MAIL.has(command) || !isPermanentReply(responseCode)) return false;
  return !CODES_ABOUT_THE_SERVER.has(responseCode) && !RELAY_DENIED.test(response);
}

/** Whether the mail server will accept no email until its settings or ours change. */
export function isConfigurationProblem(error: unknown): boolean {
  return isPermanentReply((error as SmtpError).responseCode ?? 0) && !isFinalRefusal(error);
}

/** The command and the code of the reply, but not its text, which may quote the recipient. */
export function describeRefusal(error: unknown): Pick<SmtpError, 'command' | 'responseCode'> {
  const { command, responseCode } = error as SmtpError;
  return { ...(command && { command }), ...(responseCode && { responseCode }) };
}

/** Why the mail server cannot be used, and what to do. Both texts without a final period. */
export interface SmtpProblem {
  readonly reason: string;
  readonly remedy: string;
}

const START_IT = 'Start it, or correct SMTP_URL';

const NOT_TRUSTED: SmtpProblem = {
  reason: 'its certificate is not valid, not for this host name, or not signed by an authority that is trusted here',
  remedy: 'Correct the certificate or the host in SMTP_URL, or name its authority in NODE_EXTRA_CA_CERTS',
};

/** By the code of Nodemailer. */
const SMTP_PROBLEMS: Record<string, SmtpProblem> = {
  EAUTH: { reason: 'it does not accept the user or the password', remedy: 'Correct them in SMTP_URL' },
  EDNS: { reason: 'there is no host of this name', remedy: 'Correct it in SMTP_URL' },
  ETIMEDOUT: { reason: 'it does not respond in time', remedy: START_IT },
  ETLS: {
    reason: 'it does not offer encryption',
    remedy: 'Enable STARTTLS there, or use smtps:// if it encrypts from the beginning',
  },
};

const CERTIFICATE_ERROR = /^(CERT_|DEPTH_|ERR_TLS_CERT|SELF_SIGNED_|UNABLE_TO_)/;

/** Explains why a connection failed, without the reply of the mail server, which may name the user. */
export function smtpProblemOf(error: unknown): SmtpProblem {
  const { code = '', originalCode = '', responseCode } = error as SmtpError & { code?: string; originalCode?: string };
  if (CERTIFICATE_ERROR.test(originalCode)) return NOT_TRUSTED;
  const reply = responseCode ? `it rejects this server with the code ${responseCode}` : undefined;
  return SMTP_PROBLEMS[code] ?? { reason: reply ?? (originalCode || code || 'no response'), remedy: START_IT };
}

/** Why an email was not sent, for administrators: codes only, because the text of a reply may quote the recipient. */
export function problemOf(error: unknown): string {
  const { command, responseCode } = describeRefusal(error);
  if (responseCode) return `The mail server replied to ${command ?? 'the connection'} with ${responseCode}.`;
  const { code } = describeForLog(error);
  return code ? `It could not be sent (${code}).` : 'It could not be sent.';
}

/** RFC 5321 §4.2.1. */
function isPermanentReply(code: number): boolean {
  return code >= 500 && code <= 599;
}
