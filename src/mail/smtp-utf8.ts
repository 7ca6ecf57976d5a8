import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/** The mail server accepts only ASCII in addresses: https://www.rfc-editor.org/rfc/rfc6531#section-3.2 */
export class SmtpUtf8MissingError extends Error {
  override readonly name = 'SmtpUtf8MissingError';

  constructor() {
    super('The mail server does not offer SMTPUTF8. Use one that does, to reach addresses that are not ASCII.');
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

/** Nodemailer has no public way to read them; a test fails if this one ceases to work. */
function extensionsOf(connection: object): string[] {
  return (connection as { _supportedExtensions?: string[] })._supportedExtensions ?? [];
}
