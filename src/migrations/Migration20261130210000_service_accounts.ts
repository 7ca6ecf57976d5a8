import { Migration } from '@mikro-orm/migrations';

const OLD_KINDS = [
  ...['REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE'],
  ...['PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED'],
  ...['EMAIL_CHANGED', 'EMAIL_CHANGE_UNDONE', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED'],
  ...['ACCOUNT_DELETED', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_REMOVED', 'SECOND_FACTOR_RESET'],
  ...['RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'IDENTITY_CONFIRMED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['EMAIL_RETRIED', 'EMAIL_TEST_SENT', 'IDENTITY_LINKED', 'IDENTITY_UNLINKED', 'EMAIL_LOGIN_REQUESTED'],
];
const NEW_KINDS = [
  ...['SERVICE_ACCOUNT_CREATED', 'SERVICE_ACCOUNT_DEACTIVATED', 'SERVICE_ACCOUNT_REACTIVATED'],
  ...['API_KEY_CREATED', 'API_KEY_REVOKED'],
];
const OLD_TEMPLATES = [
  ...['VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL'],
  ...['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED'],
  ...['SECOND_FACTORS_RESET', 'RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['TEST', 'IDENTITY_LINKED', 'IDENTITY_UNLINKED', 'ACCOUNT_REPLACED', 'LOGIN_CODE', 'LOGIN_LINK'],
];
const NEW_TEMPLATES = ['API_KEY_EXPIRES'];

export class Migration20261130210000_service_accounts extends Migration {
  override name = 'Migration20261130210000_service_accounts';

  override up(): void {
    this.addSql(
      `create table "service_accounts" ("id" uuid not null, "name" varchar(50) not null, "permissions" text[] not null, "created_at" timestamptz not null, "deactivated_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "service_accounts_created_at_index" on "service_accounts" ("created_at", "id");`);
    this.addSql(
      `create table "api_keys" ("id" uuid not null, "service_account_id" uuid not null, "name" varchar(50) not null, "start" char(15) collate "C" not null, "digest" char(64) not null, "created_at" timestamptz not null, "expires_at" timestamptz not null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "expiry_announced_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "api_keys_service_account_id_index" on "api_keys" ("service_account_id");`);
    this.addSql(`create index "api_keys_expires_at_index" on "api_keys" ("expires_at");`);
    this.addSql(`alter table "api_keys" add constraint "api_keys_start_unique" unique ("start");`);
    this.addSql(
      `alter table "api_keys" add constraint "api_keys_service_account_id_foreign" foreign key ("service_account_id") references "service_accounts" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "audit_events" add "actor_service_account_id" uuid null, add "subject_service_account_id" uuid null;`,
    );
    this.allow('audit_events', 'kind', [...OLD_KINDS, ...NEW_KINDS]);
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, ...NEW_TEMPLATES]);
  }

  override down(): void {
    for (const table of ['api_keys', 'service_accounts']) this.addSql(`drop table "${table}";`);
    this.addSql(`delete from "audit_events" where "kind" in (${listOf(NEW_KINDS)});`);
    this.addSql(`delete from "outgoing_mails" where "template" in (${listOf(NEW_TEMPLATES)});`);
    this.addSql(
      `alter table "audit_events" drop column "actor_service_account_id", drop column "subject_service_account_id";`,
    );
    this.allow('audit_events', 'kind', OLD_KINDS);
    this.allow('outgoing_mails', 'template', OLD_TEMPLATES);
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
