import { Migration } from '@mikro-orm/migrations';

export class Migration20261125132317_email_ownership extends Migration {
  override name = 'Migration20261125132317_email_ownership';

  override up(): void | Promise<void> {
    this.addSql(`alter table "audit_events" drop constraint "audit_events_kind_check";`);
    this.addSql(
      `alter table "audit_events" add constraint "audit_events_kind_check" check ("kind" in ('REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE', 'PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'EMAIL_CHANGE_UNDONE', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED', 'ACCOUNT_DELETED'));`,
    );

    this.addSql(`alter table "blacklisted_tokens" drop constraint "blacklisted_tokens_reason_check";`);
    this.addSql(
      `alter table "blacklisted_tokens" add constraint "blacklisted_tokens_reason_check" check ("reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'SESSION_REVOKED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'EMAIL_CHANGE_UNDONE', 'ENDED_BY_ADMINISTRATOR', 'DEACTIVATED', 'ACCOUNT_DELETED', 'ENDED_BY_OPERATOR', 'SESSION_LIMIT'));`,
    );

    this.addSql(`alter table "users" add "self_registered" boolean not null default false;`);
    this.addSql(
      `create index "users_unproven_index" on "users" ("created_at") where "self_registered" and "email_verified_at" is null;`,
    );

    this.addSql(`alter table "sessions" drop constraint "sessions_end_reason_check";`);
    this.addSql(
      `alter table "sessions" add constraint "sessions_end_reason_check" check ("end_reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'SESSION_REVOKED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'EMAIL_CHANGE_UNDONE', 'ENDED_BY_ADMINISTRATOR', 'DEACTIVATED', 'ACCOUNT_DELETED', 'ENDED_BY_OPERATOR', 'SESSION_LIMIT'));`,
    );

    this.addSql(`alter table "mail_tokens" drop constraint "mail_tokens_purpose_check";`);
    this.addSql(
      `alter table "mail_tokens" add constraint "mail_tokens_purpose_check" check ("purpose" in ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD', 'UNDO_EMAIL_CHANGE'));`,
    );

    this.addSql(`alter table "outgoing_mails" drop constraint "outgoing_mails_template_check";`);
    this.addSql(
      `alter table "outgoing_mails" add constraint "outgoing_mails_template_check" check ("template" in ('VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL', 'EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`delete from "audit_events" where "kind" = 'EMAIL_CHANGE_UNDONE';`);
    this.addSql(`delete from "outgoing_mails" where "template" = 'EMAIL_CHANGED';`);
    this.addSql(`delete from "mail_tokens" where "purpose" = 'UNDO_EMAIL_CHANGE';`);
    this.addSql(`update "blacklisted_tokens" set "reason" = 'LOGOUT_ALL' where "reason" = 'EMAIL_CHANGE_UNDONE';`);
    this.addSql(`update "sessions" set "end_reason" = 'LOGOUT_ALL' where "end_reason" = 'EMAIL_CHANGE_UNDONE';`);

    this.addSql(`alter table "audit_events" drop constraint "audit_events_kind_check";`);
    this.addSql(
      `alter table "audit_events" add constraint "audit_events_kind_check" check ("kind" in ('REGISTER', 'LOGIN', 'LOGOUT', 'LOGOUT_ALL', 'SESSION_REVOKED', 'SESSIONS_ENDED', 'REFRESH_TOKEN_REUSE', 'PASSWORD_CHANGED', 'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET', 'EMAIL_VERIFIED', 'EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'USERNAME_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED', 'ACCOUNT_DELETED'));`,
    );

    this.addSql(`alter table "blacklisted_tokens" drop constraint "blacklisted_tokens_reason_check";`);
    this.addSql(
      `alter table "blacklisted_tokens" add constraint "blacklisted_tokens_reason_check" check ("reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'SESSION_REVOKED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ENDED_BY_ADMINISTRATOR', 'DEACTIVATED', 'ACCOUNT_DELETED', 'ENDED_BY_OPERATOR', 'SESSION_LIMIT'));`,
    );

    this.addSql(`alter table "mail_tokens" drop constraint "mail_tokens_purpose_check";`);
    this.addSql(
      `alter table "mail_tokens" add constraint "mail_tokens_purpose_check" check ("purpose" in ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD'));`,
    );

    this.addSql(`alter table "outgoing_mails" drop constraint "outgoing_mails_template_check";`);
    this.addSql(
      `alter table "outgoing_mails" add constraint "outgoing_mails_template_check" check ("template" in ('VERIFY_EMAIL', 'ACCOUNT_EXISTS', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'CONFIRM_NEW_EMAIL', 'EMAIL_CHANGE_REQUESTED'));`,
    );

    this.addSql(`alter table "sessions" drop constraint "sessions_end_reason_check";`);
    this.addSql(
      `alter table "sessions" add constraint "sessions_end_reason_check" check ("end_reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'SESSION_REVOKED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ENDED_BY_ADMINISTRATOR', 'DEACTIVATED', 'ACCOUNT_DELETED', 'ENDED_BY_OPERATOR', 'SESSION_LIMIT'));`,
    );

    this.addSql(`drop index "users_unproven_index";`);
    this.addSql(`alter table "users" drop column "self_registered";`);
  }
}
