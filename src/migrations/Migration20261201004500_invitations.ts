import { Migration } from '@mikro-orm/migrations';

const OLD_TEMPLATES = [
  ...['VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL'],
  ...['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED'],
  ...['SECOND_FACTORS_RESET', 'RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['TEST', 'IDENTITY_LINKED', 'IDENTITY_UNLINKED', 'ACCOUNT_REPLACED', 'LOGIN_CODE', 'LOGIN_LINK'],
  ...['API_KEY_EXPIRES', 'WEBHOOK_DISABLED'],
];
const OLD_PURPOSES = ['VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD', 'UNDO_EMAIL_CHANGE'];
const INVITATION = 'INVITATION';

export class Migration20261201004500_invitations extends Migration {
  override name = 'Migration20261201004500_invitations';

  override up(): void {
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, INVITATION]);
    this.allow('mail_tokens', 'purpose', [...OLD_PURPOSES, INVITATION]);
  }

  override down(): void {
    this.addSql(`delete from "outgoing_mails" where "template" = '${INVITATION}';`);
    this.addSql(`delete from "mail_tokens" where "purpose" = '${INVITATION}';`);
    this.allow('outgoing_mails', 'template', OLD_TEMPLATES);
    this.allow('mail_tokens', 'purpose', OLD_PURPOSES);
  }

  private allow(table: string, column: string, values: readonly string[]): void {
    const name = `"${table}_${column}_check"`;
    const list = values.map((value) => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" drop constraint ${name};`);
    this.addSql(`alter table "${table}" add constraint ${name} check ("${column}" in (${list}));`);
  }
}
