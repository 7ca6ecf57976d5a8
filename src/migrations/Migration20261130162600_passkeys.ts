import { Migration } from '@mikro-orm/migrations';

const OLD_KINDS = [
  ...['REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE'],
  ...['PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED'],
  ...['EMAIL_CHANGED', 'EMAIL_CHANGE_UNDONE', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED'],
  ...['ACCOUNT_DELETED', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_REMOVED', 'SECOND_FACTOR_RESET'],
  ...['RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'IDENTITY_CONFIRMED'],
];
const OLD_TEMPLATES = [
  ...['VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL'],
  ...['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED'],
  ...['SECOND_FACTORS_RESET', 'RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED'],
];
/** Of audit events, and of emails. */
const NEW = ['PASSKEY_ADDED', 'PASSKEY_REMOVED'];

export class Migration20261130162600_passkeys extends Migration {
  override name = 'Migration20261130162600_passkeys';

  override up(): void {
    this.addSql(
      `create table "passkeys" ("id" uuid not null, "user_id" uuid not null, "credential_id" varchar(1364) collate "C" not null, "public_key" bytea not null, "user_handle" char(86) not null, "counter" bigint not null, "name" varchar(50) not null, "created_at" timestamptz not null, "last_used_at" timestamptz null, "is_synced" boolean not null, "is_backed_up" boolean not null, "aaguid" uuid null, "transports" text[] not null, primary key ("id"));`,
    );
    this.addSql(`create index "passkeys_user_id_index" on "passkeys" ("user_id");`);
    this.addSql(`alter table "passkeys" add constraint "passkeys_credential_id_unique" unique ("credential_id");`);
    this.addSql(
      `create table "passkey_ceremonies" ("id" uuid not null, "kind" text not null, "challenge" char(43) not null, "user_id" uuid null, "session_id" uuid null, "login_digest" char(64) null, "user_handle" char(86) null, "email" varchar(254) null, "username" varchar(30) null, "expires_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`create index "passkey_ceremonies_user_id_index" on "passkey_ceremonies" ("user_id");`);
    this.addSql(`create index "passkey_ceremonies_expires_at_index" on "passkey_ceremonies" ("expires_at");`);
    this.addSql(
      `alter table "passkey_ceremonies" add constraint "passkey_ceremonies_kind_check" check ("kind" in ('REGISTRATION', 'LOGIN', 'SECOND_FACTOR', 'CONFIRMATION', 'SIGN_UP'));`,
    );
    for (const table of ['passkeys', 'passkey_ceremonies'])
      this.addSql(
        `alter table "${table}" add constraint "${table}_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
      );
    this.addSql(`alter table "users" alter column "password_hash" drop not null;`);
    this.allow('audit_events', 'kind', [...OLD_KINDS, ...NEW]);
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, ...NEW]);
  }

  override down(): void {
    for (const table of ['passkeys', 'passkey_ceremonies']) this.addSql(`drop table "${table}";`);
    // Of nobody's password: it has to be reset.
    this.addSql(`update "users" set "password_hash" = '' where "password_hash" is null;`);
    this.addSql(`alter table "users" alter column "password_hash" set not null;`);
    this.addSql(`delete from "audit_events" where "kind" in (${listOf(NEW)});`);
    this.addSql(`delete from "outgoing_mails" where "template" in (${listOf(NEW)});`);
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
