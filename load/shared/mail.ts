import { TestMailServer } from '../../test/support/mail-server.ts';
import type { Cleanup } from './cleanup.ts';
import type { Environment } from './processes.ts';

/** Starts an SMTP server. Answers the settings with which Gatehouse sends its mails there. */
export async function startMailServer(cleanup: Cleanup): Promise<Environment> {
  const mail = new TestMailServer();
  await mail.start();
  cleanup.add(() => mail.stop());
  const addresses = { MAIL_FROM: 'no-reply@example.com', APP_URL: 'https://app.example.com' };
  return { SMTP_URL: mail.url, ...addresses, MAIL_DISABLED: 'false' };
}
