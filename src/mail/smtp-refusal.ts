import { SmtpUtf8MissingError } from './smtp-utf8.js';

/** What nodemailer says of a command that the mail server refused. */
interface SmtpError {
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** The commands that are about one recipient or one message. Others (AUTH, MAIL FROM, STARTTLS) concern every mail. */
const COMMANDS_ABOUT_A_MAIL: ReadonlySet<string | undefined> = new Set(['RCPT TO', 'DATA']);

/**
 * expected errors of any mail by this server, whichever command they answer: unknown commands or a bad order of them (RFC 5321
 * §4.2.3), missing authentication or encryption (RFC 4954 §6).
 */
const CODES_ABOUT_THE_SERVER: ReadonlySet<number> = new Set([500, 502, 503, 504, 530, 534, 535, 538]);

/** A relay that does not accept mail from this server at all answers `RCPT TO` with 550 or 554 and these words. */
const RELAY_DENIED = /\brelay/i;

/**
 * Whether the mail server will never take this one mail: a 5xx reply about its recipient or its content. Where a 5xx is
 * about the server's configuration, every mail would be lost before the operator could correct it.
 */
export function isFinalRefusal(error: unknown): boolean {
  if (error instanceof SmtpUtf8MissingError) return true;
  const { command, responseCode = 0, response = '' } = error as SmtpError;
  if (!COMMANDS_ABOUT_A_MAIL.has(command) || !isPermanentReply(responseCode)) return false;
  return !CODES_ABOUT_THE_SERVER.has(responseCode) && !RELAY_DENIED.test(response);
}

/** Whether the mail server will not take mails until somebody changes its settings or ours. */
export function isConfigurationProblem(error: unknown): boolean {
  return isPermanentReply((error as SmtpError).responseCode ?? 0) && !isFinalRefusal(error);
}

/** The command and the reply's code; the reply's text may quote the recipient. */
export function describeRefusal(error: unknown): Pick<SmtpError, 'command' | 'responseCode'> {
  const { command, responseCode } = error as SmtpError;
  return { ...(command && { command }), ...(responseCode && { responseCode }) };
}

/** RFC 5321 §4.2.1. */
function isPermanentReply(code: number): boolean {
  return code >= 500 && code <= 599;
}
