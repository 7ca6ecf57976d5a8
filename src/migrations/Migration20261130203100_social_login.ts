import { Migration } from '@mikro-orm/migrations';

const OLD_KINDS = [
  ...['REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE'],
  ...['PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED'],
  ...['EMAIL_CHANGED', 'EMAIL_CHANGE_UNDONE', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED'],
  ...['ACCOUNT_DELETED', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_REMOVED', 'SECOND_FACTOR_RESET'],
  ...['RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'IDENTITY_CONFIRMED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['EMAIL_RETRIED', 'EMAIL_TEST_SENT'],
];
const OLD_TEMPLATES = [
  ...['VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL'],
  ...['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED'],
  ...[
    'SECOND_FACTORS_RESET',
    'RECOVERY_CODE_USED',
    'RECOVERY_CODES_RENEWED',
    'PASSKEY_ADDED',
    'PASSKEY_REMOVED',
    'TEST',
  ],
];
const NEW_KINDS = ['IDENTITY_LINKED', 'IDENTITY_UNLINKED'];
const NEW_TEMPLATES = ['IDENTITY_LINKED', 'IDENTITY_UNLINKED', 'ACCOUNT_REPLACED'];
const TABLES = ['identities', 'social_flows', 'identity_links', 'used_id_tokens'];

export class Migration20261130203100_social_login extends Migration {
  override name = 'Migration20261130203100_social_login';

  override up(): void {
    this.addSql(
      `create table "identities" ("id" uuid not null, "user_id" uuid not null, "issuer" varchar(255) collate "C" not null, "subject" varchar(255) collate "C" not null, "email" varchar(254) null, "created_at" timestamptz not null, "last_used_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "identities" add constraint "identities_issuer_subject_unique" unique ("issuer", "subject");`,
    );
    this.addSql(
      `create table "social_flows" ("state_digest" char(64) not null, "flow_digest" char(64) not null, "provider" varchar(50) not null, "nonce" char(43) not null, "code_verifier" char(43) not null, "return_to" varchar(2048) null, "user_id" uuid null, "session_id" uuid null, "expires_at" timestamptz not null, primary key ("state_digest"));`,
    );
    this.addSql(
      `create table "identity_links" ("digest" char(64) not null, "user_id" uuid not null, "issuer" varchar(255) collate "C" not null, "subject" varchar(255) collate "C" not null, "email" varchar(254) null, "expires_at" timestamptz not null, primary key ("digest"));`,
    );
    this.addSql(
      `create table "used_id_tokens" ("digest" char(64) not null, "expires_at" timestamptz not null, primary key ("digest"));`,
    );
    for (const table of ['identities', 'social_flows', 'identity_links']) {
      this.addSql(`create index "${table}_user_id_index" on "${table}" ("user_id");`);
      this.addSql(
        `alter table "${table}" add constraint "${table}_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
      );
    }
    for (const table of ['social_flows', 'identity_links', 'used_id_tokens'])
      this.addSql(`create index "${table}_expires_at_index" on "${table}" ("expires_at");`);
    this.addSql(`alter table "login_challenges" add column "link_digest" char(64) null;`);
    this.allow('audit_events', 'kind', [...OLD_KINDS, ...NEW_KINDS]);
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, ...NEW_TEMPLATES]);
  }

  override down(): void {
    for (const table of TABLES) this.addSql(`drop table "${table}";`);
    this.addSql(`alter table "login_challenges" drop column "link_digest";`);
    this.addSql(`delete from "audit_events" where "kind" in (${listOf(NEW_KINDS)});`);
    this.addSql(`delete from "outgoing_mails" where "template" in (${listOf(NEW_TEMPLATES)});`);
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
