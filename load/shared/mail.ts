import { TestMailServer } from '../../test/support/mail-server.ts';
import type { Cleanup } from './cleanup.ts';
import type { Environment } from './processes.ts';

/** Starts an SMTP server. Answers the settings with which Gatehouse sends its mails there. */
export async function startMailServer(cleanup: Cleanup): Promise<Environment> {
  const mail = new TestMailServer();
  await mail.start();
  cleanup.add(() => mail.stop());
  return { SMTP_URL: mail.url, MAIL_DISABLED: 'false' };
}
