import { Migration } from '@mikro-orm/migrations';

const OLD_KINDS = [
  ...['REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE'],
  ...['PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED'],
  ...['EMAIL_CHANGED', 'EMAIL_CHANGE_UNDONE', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED'],
  ...['ACCOUNT_DELETED', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_REMOVED', 'SECOND_FACTOR_RESET'],
  ...['RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'IDENTITY_CONFIRMED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
];
const OLD_TEMPLATES = [
  ...['VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL'],
  ...['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED'],
  ...['SECOND_FACTORS_RESET', 'RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
];
const NEW_KINDS = ['EMAIL_RETRIED', 'EMAIL_TEST_SENT'];
const NEW_TEMPLATES = ['TEST'];

export class Migration20261130202500_administration_of_emails extends Migration {
  override name = 'Migration20261130202500_administration_of_emails';

  override up(): void {
    this.addSql(`alter table "outgoing_mails" add "last_problem" varchar(200) null;`);
    this.addSql(
      `create index "outgoing_mails_failed_index" on "outgoing_mails" ("id") where last_problem is not null;`,
    );
    this.allow('audit_events', 'kind', [...OLD_KINDS, ...NEW_KINDS]);
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, ...NEW_TEMPLATES]);
  }

  override down(): void {
    this.addSql(`delete from "audit_events" where "kind" in (${listOf(NEW_KINDS)});`);
    this.addSql(`delete from "outgoing_mails" where "template" in (${listOf(NEW_TEMPLATES)});`);
    this.allow('audit_events', 'kind', OLD_KINDS);
    this.allow('outgoing_mails', 'template', OLD_TEMPLATES);
    this.addSql(`drop index "outgoing_mails_failed_index";`);
    this.addSql(`alter table "outgoing_mails" drop column "last_problem";`);
  }

  private allow(table: string, column: string, values: readonly string[]): void {
    const name = `"${table}_${column}_check"`;
    this.addSql(`alter table "${table}" drop constraint ${name};`);
    this.addSql(`alter table "${table}" add constraint ${name} check ("${column}" in (${listOf(values)}));`);
  }
}

function listOf(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
