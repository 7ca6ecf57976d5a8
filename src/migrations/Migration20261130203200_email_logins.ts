import { Migration } from '@mikro-orm/migrations';

const OLD_KINDS = [
  ...['REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE'],
  ...['PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED'],
  ...['EMAIL_CHANGED', 'EMAIL_CHANGE_UNDONE', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED'],
  ...['ACCOUNT_DELETED', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_REMOVED', 'SECOND_FACTOR_RESET'],
  ...['RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'IDENTITY_CONFIRMED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['EMAIL_RETRIED', 'EMAIL_TEST_SENT', 'IDENTITY_LINKED', 'IDENTITY_UNLINKED'],
];
const NEW_KINDS = ['EMAIL_LOGIN_REQUESTED'];
const OLD_TEMPLATES = [
  ...['VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL'],
  ...['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED'],
  ...['SECOND_FACTORS_RESET', 'RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['TEST', 'IDENTITY_LINKED', 'IDENTITY_UNLINKED', 'ACCOUNT_REPLACED'],
];
const NEW_TEMPLATES = ['LOGIN_CODE', 'LOGIN_LINK'];

export class Migration20261130203200_email_logins extends Migration {
  override name = 'Migration20261130203200_email_logins';

  override up(): void {
    this.addSql(
      `create table "email_logins" ("id" uuid not null, "flow_digest" char(64) not null, "email" varchar(254) collate "C" not null, "code_digest" char(43) null, "token_digest" char(64) null, "attempts" int not null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`alter table "email_logins" add constraint "email_logins_flow_digest_unique" unique ("flow_digest");`);
    this.addSql(`create index "email_logins_email_index" on "email_logins" ("email");`);
    this.addSql(`create index "email_logins_expires_at_index" on "email_logins" ("expires_at");`);
    this.addSql(`alter table "outgoing_mails" add column "login_id" uuid null;`);
    this.addSql(`create index "outgoing_mails_login_id_index" on "outgoing_mails" ("login_id");`);
    this.addSql(
      `alter table "outgoing_mails" add constraint "outgoing_mails_login_id_foreign" foreign key ("login_id") references "email_logins" ("id") on delete cascade;`,
    );
    this.allow('audit_events', 'kind', [...OLD_KINDS, ...NEW_KINDS]);
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, ...NEW_TEMPLATES]);
  }

  override down(): void {
    this.addSql(`delete from "audit_events" where "kind" in (${listOf(NEW_KINDS)});`);
    this.addSql(`delete from "outgoing_mails" where "template" in (${listOf(NEW_TEMPLATES)});`);
    this.allow('audit_events', 'kind', OLD_KINDS);
    this.allow('outgoing_mails', 'template', OLD_TEMPLATES);
    this.addSql(`alter table "outgoing_mails" drop column "login_id";`);
    this.addSql(`drop table "email_logins";`);
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
