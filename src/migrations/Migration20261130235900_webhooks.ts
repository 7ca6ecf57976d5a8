import { Migration } from '@mikro-orm/migrations';

const OLD_KINDS = [
  ...['REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE'],
  ...['PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED'],
  ...['EMAIL_CHANGED', 'EMAIL_CHANGE_UNDONE', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED'],
  ...['ACCOUNT_DELETED', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_REMOVED', 'SECOND_FACTOR_RESET'],
  ...['RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'IDENTITY_CONFIRMED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['EMAIL_RETRIED', 'EMAIL_TEST_SENT', 'IDENTITY_LINKED', 'IDENTITY_UNLINKED', 'EMAIL_LOGIN_REQUESTED'],
  ...['SERVICE_ACCOUNT_CREATED', 'SERVICE_ACCOUNT_DEACTIVATED', 'SERVICE_ACCOUNT_REACTIVATED'],
  ...['API_KEY_CREATED', 'API_KEY_REVOKED'],
];
const NEW_KINDS = [
  ...['WEBHOOK_CREATED', 'WEBHOOK_CHANGED', 'WEBHOOK_DELETED', 'WEBHOOK_SECRET_ROTATED'],
  ...['WEBHOOK_TESTED', 'WEBHOOK_DELIVERY_RETRIED'],
];
const OLD_TEMPLATES = [
  ...['VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL'],
  ...['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'SECOND_FACTOR_ADDED', 'SECOND_FACTOR_REMOVED'],
  ...['SECOND_FACTORS_RESET', 'RECOVERY_CODE_USED', 'RECOVERY_CODES_RENEWED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED'],
  ...['TEST', 'IDENTITY_LINKED', 'IDENTITY_UNLINKED', 'ACCOUNT_REPLACED', 'LOGIN_CODE', 'LOGIN_LINK'],
  'API_KEY_EXPIRES',
];
const NEW_TEMPLATES = ['WEBHOOK_DISABLED'];

export class Migration20261130235900_webhooks extends Migration {
  override name = 'Migration20261130235900_webhooks';

  override up(): void {
    this.addSql(
      `create table "webhooks" ("id" uuid not null, "url" varchar(2048) not null, "description" varchar(200) null, "event_types" text[] not null, "state" text not null, "created_at" timestamptz not null, "secret" text not null, "previous_secret" text null, "previous_secret_expires_at" timestamptz null, "failing_since" timestamptz null, "paused_until" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "webhooks_created_at_index" on "webhooks" ("created_at", "id");`);
    this.addSql(
      `create table "webhook_deliveries" ("id" uuid not null, "webhook_id" uuid not null, "event_id" uuid not null, "event_type" text null, "data" jsonb not null, "occurred_at" timestamptz not null, "state" text not null, "tries" int not null, "attempts" jsonb not null, "is_claimed" boolean not null, "next_attempt_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "webhook_deliveries_occurred_at_index" on "webhook_deliveries" ("occurred_at");`);
    this.addSql(
      `create index "webhook_deliveries_due_index" on "webhook_deliveries" ("webhook_id", "next_attempt_at", "id") where state = 'PENDING';`,
    );
    this.addSql(
      `create index "webhook_deliveries_webhook_id_index" on "webhook_deliveries" ("webhook_id", "occurred_at", "id");`,
    );
    this.addSql(
      `alter table "webhooks" add constraint "webhooks_state_check" check ("state" in ('ENABLED', 'DISABLED', 'FAILED', 'GONE'));`,
    );
    this.addSql(
      `alter table "webhook_deliveries" add constraint "webhook_deliveries_event_type_check" check ("event_type" in ('USER_CREATED', 'USER_UPDATED', 'USER_EMAIL_CHANGED', 'USER_DEACTIVATED', 'USER_REACTIVATED', 'USER_DELETED', 'ROLE_CHANGED', 'SESSION_STARTED', 'SESSION_ENDED', 'PASSWORD_CHANGED', 'SECOND_FACTOR_CHANGED'));`,
    );
    this.addSql(
      `alter table "webhook_deliveries" add constraint "webhook_deliveries_state_check" check ("state" in ('PENDING', 'SUCCEEDED', 'FAILED'));`,
    );
    this.addSql(`alter table "audit_events" add "subject_webhook_id" uuid null;`);
    this.allow('audit_events', 'kind', [...OLD_KINDS, ...NEW_KINDS]);
    this.allow('outgoing_mails', 'template', [...OLD_TEMPLATES, ...NEW_TEMPLATES]);
  }

  override down(): void {
    for (const table of ['webhook_deliveries', 'webhooks']) this.addSql(`drop table "${table}";`);
    this.addSql(`delete from "audit_events" where "kind" in (${listOf(NEW_KINDS)});`);
    this.addSql(`delete from "outgoing_mails" where "template" in (${listOf(NEW_TEMPLATES)});`);
    this.addSql(`alter table "audit_events" drop column "subject_webhook_id";`);
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
