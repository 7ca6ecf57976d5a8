import { Migration } from '@mikro-orm/migrations';

export class Migration20261122115918_accounts extends Migration {
  override name = 'Migration20261122115918_accounts';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "audit_events" ("id" uuid not null, "kind" text not null, "outcome" text not null, "occurred_at" timestamptz not null, "actor_id" uuid null, "subject_id" uuid null, "ip_address" varchar(45) null, "user_agent" varchar(512) null, primary key ("id"));`,
    );
    this.addSql(`create index "audit_events_kind_index" on "audit_events" ("kind", "occurred_at", "id");`);
    this.addSql(`create index "audit_events_subject_id_index" on "audit_events" ("subject_id", "occurred_at", "id");`);
    this.addSql(`create index "audit_events_occurred_at_index" on "audit_events" ("occurred_at", "id");`);

    this.addSql(
      `create table "mail_tokens" ("id" uuid not null, "digest" char(64) not null, "purpose" text not null, "user_id" uuid not null, "email" varchar(254) not null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`alter table "mail_tokens" add constraint "mail_tokens_digest_unique" unique ("digest");`);
    this.addSql(`create index "mail_tokens_user_id_index" on "mail_tokens" ("user_id");`);
    this.addSql(`create index "mail_tokens_expires_at_index" on "mail_tokens" ("expires_at");`);

    this.addSql(
      `create table "outgoing_mails" ("id" uuid not null, "template" text not null, "recipient" varchar(254) not null, "user_id" uuid null, "token_id" uuid null, "created_at" timestamptz not null, "attempts" int not null, "next_attempt_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`create index "outgoing_mails_token_id_index" on "outgoing_mails" ("token_id");`);
    this.addSql(`create index "outgoing_mails_next_attempt_at_index" on "outgoing_mails" ("next_attempt_at");`);

    this.addSql(`alter table "blacklisted_tokens" drop constraint "blacklisted_tokens_reason_check";`);
    this.addSql(
      `alter table "blacklisted_tokens" add constraint "blacklisted_tokens_reason_check" check ("reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'SESSION_REVOKED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ENDED_BY_ADMINISTRATOR', 'DEACTIVATED', 'ACCOUNT_DELETED', 'ENDED_BY_OPERATOR'));`,
    );

    this.addSql(`create index "users_created_at_index" on "users" ("created_at", "id");`);

    this.addSql(`drop index "sessions_user_id_index";`);
    this.addSql(`alter table "sessions" drop constraint "sessions_end_reason_check";`);
    this.addSql(`create index "sessions_user_id_index" on "sessions" ("user_id", "created_at", "id");`);
    this.addSql(
      `alter table "sessions" add constraint "sessions_end_reason_check" check ("end_reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'SESSION_REVOKED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ENDED_BY_ADMINISTRATOR', 'DEACTIVATED', 'ACCOUNT_DELETED', 'ENDED_BY_OPERATOR'));`,
    );

    this.addSql(
      `alter table "audit_events" add constraint "audit_events_kind_check" check ("kind" in ('REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE', 'PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED', 'ACCOUNT_DELETED'));`,
    );
    this.addSql(
      `alter table "audit_events" add constraint "audit_events_outcome_check" check ("outcome" in ('SUCCESS', 'FAILURE'));`,
    );

    this.addSql(
      `alter table "mail_tokens" add constraint "mail_tokens_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "mail_tokens" add constraint "mail_tokens_purpose_check" check ("purpose" in ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD'));`,
    );

    this.addSql(
      `alter table "outgoing_mails" add constraint "outgoing_mails_token_id_foreign" foreign key ("token_id") references "mail_tokens" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "outgoing_mails" add constraint "outgoing_mails_template_check" check ("template" in ('VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL', 'EMAIL_CHANGE_REQUESTED'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "outgoing_mails" drop constraint "outgoing_mails_token_id_foreign";`);

    this.addSql(`drop table if exists "audit_events" cascade;`);
    this.addSql(`drop table if exists "mail_tokens" cascade;`);
    this.addSql(`drop table if exists "outgoing_mails" cascade;`);

    this.addSql(`alter table "blacklisted_tokens" drop constraint "blacklisted_tokens_reason_check";`);
    this.addSql(
      `alter table "blacklisted_tokens" add constraint "blacklisted_tokens_reason_check" check ("reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'DEACTIVATED'));`,
    );

    this.addSql(`drop index "sessions_user_id_index";`);
    this.addSql(`alter table "sessions" drop constraint "sessions_end_reason_check";`);
    this.addSql(`create index "sessions_user_id_index" on "sessions" ("user_id");`);
    this.addSql(
      `alter table "sessions" add constraint "sessions_end_reason_check" check ("end_reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'DEACTIVATED'));`,
    );

    this.addSql(`drop index "users_created_at_index";`);
  }
}
