import type { Config } from '../../config/config.js';
import { HashFile } from '../../credentials/breached-passwords/hash-file.js';
import { RangeApi, RangeApiError } from '../../credentials/breached-passwords/range-api.js';
import { readCustomMails } from '../../mail/custom-mails.js';
import { createSmtpTransport } from '../../mail/mail.js';
import { smtpProblemOf } from '../../mail/smtp.js';
import { attempt, type Finding, findingsOf } from './finding.js';

const { ok, fault } = findingsOf('mail');

/** Whether the mail server would accept emails, without sending one, and whether the operator's own texts can be used. */
export async function checkMail(config: Config): Promise<Finding[]> {
  const templates = await attempt('mail', () => checkTemplates(config));
  if (config.mailDisabled) return [ok('none is sent (MAIL_DISABLED)'), ...templates];
  if (!config.smtpUrl) return [ok('is shown at /dev/mail, as SMTP_URL is not set'), ...templates];
  return [await checkServer(config, new URL(config.smtpUrl)), ...templates];
}

async function checkServer(config: Config, { host }: URL): Promise<Finding> {
  const transport = createSmtpTransport(config);
  try {
    await transport.verify();
    return ok(`${host} is ready to take emails`);
  } catch (error) {
    const { reason, remedy } = smtpProblemOf(error);
    return fault(`${host} cannot be used: ${reason}. ${remedy}.`);
  } finally {
    transport.close();
  }
}

function checkTemplates({ mailTemplatesDir }: Config): Finding[] {
  if (!mailTemplatesDir) return [];
  return [ok(`${readCustomMails(mailTemplatesDir).size} emails are replaced by those in MAIL_TEMPLATES_DIR`)];
}

/** Of nothing at all: which range it is in does not matter. */
const SOME_DIGEST = 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709';

/** Whether the list of breached passwords can be read. */
export async function checkBreachList(config: Config): Promise<Finding[]> {
  const { breachedPasswords, breachedPasswordsFile = '', breachedPasswordsUrl, breachedPasswordsFail } = config;
  const found = findingsOf('breached passwords');
  if (breachedPasswords === 'off') return [];
  if (breachedPasswords === 'file') {
    await HashFile.check(breachedPasswordsFile);
    return [found.ok('BREACHED_PASSWORDS_FILE can be read')];
  }
  try {
    await new RangeApi(breachedPasswordsUrl).has(SOME_DIGEST);
    return [found.ok('the range API responds')];
  } catch (error) {
    if (!(error instanceof RangeApiError)) throw error;
    const message = `the range API cannot be used: ${error.message}. Correct BREACHED_PASSWORDS_URL, or let this machine reach it.`;
    return [breachedPasswordsFail === 'closed' ? found.fault(message) : found.warning(message)];
  }
}
