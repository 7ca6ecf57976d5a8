import { Migration } from '@mikro-orm/migrations';

const OLD_KINDS = [
  'REGISTER',
  'LOGIN',
  'LOGOUT',
  'LOGOUT_ALL',
  'SESSION_REVOKED',
  'SESSIONS_ENDED',
  'REFRESH_TOKEN_REUSE',
  'PASSWORD_CHANGED',
  'PASSWORD_RESET_REQUESTED',
  'PASSWORD_RESET',
  'EMAIL_VERIFIED',
  'EMAIL_CHANGE_REQUESTED',
  'EMAIL_CHANGED',
  'EMAIL_CHANGE_UNDONE',
  'USERNAME_CHANGED',
  'ROLE_CHANGED',
  'DEACTIVATED',
  'REACTIVATED',
  'ACCOUNT_DELETED',
];
const NEW_KINDS = [
  'SECOND_FACTOR_ENROLLED',
  'SECOND_FACTOR_REMOVED',
  'SECOND_FACTOR_RESET',
  'RECOVERY_CODE_USED',
  'RECOVERY_CODES_RENEWED',
  'IDENTITY_CONFIRMED',
];
const OLD_REASONS = [
  'LOGOUT',
  'LOGOUT_ALL',
  'REFRESH_TOKEN_REUSE',
  'SESSION_REVOKED',
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'EMAIL_CHANGE_UNDONE',
  'ENDED_BY_ADMINISTRATOR',
  'DEACTIVATED',
  'ACCOUNT_DELETED',
  'ENDED_BY_OPERATOR',
  'SESSION_LIMIT',
];
const NEW_REASONS = ['SECOND_FACTOR_ENABLED', 'SECOND_FACTORS_RESET'];
const OLD_TEMPLATES = [
  'VERIFY_EMAIL',
  'ACCOUNT_EXISTS',
  'RESET_PASSWORD',
  'PASSWORD_CHANGED',
  'CONFIRM_NEW_EMAIL',
  'EMAIL_CHANGE_REQUESTED',
  'EMAIL_CHANGED',
];
const NEW_TEMPLATES = [
  'SECOND_FACTOR_ADDED',
  'SECOND_FACTOR_REMOVED',
  'SECOND_FACTORS_RESET',
  'RECOVERY_CODE_USED',
  'RECOVERY_CODES_RENEWED',
];

export class Migration20261130124418_second_factors extends Migration {
  override name = 'Migration20261130124418_second_factors';

  override up(): void {
    this.addSql(
      `create table "totp_factors" ("id" uuid not null, "user_id" uuid not null, "name" varchar(50) not null, "secret" text not null, "last_used_step" int not null, "created_at" timestamptz not null, "last_used_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "totp_factors_user_id_index" on "totp_factors" ("user_id");`);
    this.addSql(
      `create table "recovery_codes" ("user_id" uuid not null, "digest" char(43) not null, primary key ("user_id", "digest"));`,
    );
    this.addSql(
      `create table "pending_totp_factors" ("id" uuid not null, "user_id" uuid not null, "session_id" uuid not null, "name" varchar(50) not null, "secret" text not null, "expires_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "pending_totp_factors" add constraint "pending_totp_factors_user_unique" unique ("user_id");`,
    );
    this.addSql(`create index "pending_totp_factors_expires_at_index" on "pending_totp_factors" ("expires_at");`);
    this.addSql(
      `create table "login_challenges" ("digest" char(64) not null, "user_id" uuid not null, "methods" text[] not null, "attempts" int not null, "expires_at" timestamptz not null, primary key ("digest"));`,
    );
    this.addSql(`create index "login_challenges_user_id_index" on "login_challenges" ("user_id");`);
    this.addSql(`create index "login_challenges_expires_at_index" on "login_challenges" ("expires_at");`);
    this.addSql(
      `alter table "totp_factors" add constraint "totp_factors_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "recovery_codes" add constraint "recovery_codes_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "pending_totp_factors" add constraint "pending_totp_factors_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "login_challenges" add constraint "login_challenges_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );
    this.addSql(`alter table "users" add "has_second_factor" boolean not null default false;`);
    this.addLevels();
    this.allow('audit_events', 'kind', [...OLD_KINDS, ...NEW_KINDS]);
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, ...NEW_TEMPLATES]);
    this.allow('blacklisted_tokens', 'reason', [...OLD_REASONS, ...NEW_REASONS]);
    this.allow('sessions', 'end_reason', [...OLD_REASONS, ...NEW_REASONS]);
  }

  override down(): void {
    for (const table of ['totp_factors', 'recovery_codes', 'pending_totp_factors', 'login_challenges'])
      this.addSql(`drop table "${table}";`);
    this.addSql(`alter table "users" drop column "has_second_factor";`);
    for (const column of ['assurance_level', 'methods', 'authenticated_at'])
      this.addSql(`alter table "sessions" drop column "${column}";`);
    this.addSql(`delete from "audit_events" where "kind" in (${listOf(NEW_KINDS)});`);
    this.addSql(`delete from "outgoing_mails" where "template" in (${listOf(NEW_TEMPLATES)});`);
    for (const [table, column] of [
      ['sessions', 'end_reason'],
      ['blacklisted_tokens', 'reason'],
    ] as const) {
      const isNew = `"${column}" in (${listOf(NEW_REASONS)})`;
      this.addSql(`update "${table}" set "${column}" = 'SESSION_REVOKED' where ${isNew};`);
      this.allow(table, column, OLD_REASONS);
    }
    this.allow('audit_events', 'kind', OLD_KINDS);
    this.allow('outgoing_mails', 'template', OLD_TEMPLATES);
  }

  /** The defaults are for instances of the release before, which go on for a while: they know passwords only. */
  private addLevels(): void {
    this.addSql(
      `alter table "sessions" add "assurance_level" text not null default 'AAL1', add "methods" text[] not null default '{PASSWORD}', add "authenticated_at" timestamptz null;`,
    );
    const levels = `check ("assurance_level" in ('AAL1', 'AAL2'))`;
    this.addSql(`alter table "sessions" add constraint "sessions_assurance_level_check" ${levels};`);
    this.addSql(`update "sessions" set "authenticated_at" = "created_at";`);
    this.addSql(
      `alter table "sessions" alter column "authenticated_at" set default now(), alter column "authenticated_at" set not null;`,
    );
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
