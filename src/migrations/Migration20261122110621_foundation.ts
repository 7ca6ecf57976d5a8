import { Migration } from '@mikro-orm/migrations';

export class Migration20261122110621_foundation extends Migration {
  override name = 'Migration20261122110621_foundation';

  override up(): void {
    this.addSql(
      `create table "blacklisted_tokens" ("id" uuid not null, "user_id" uuid not null, "reason" text not null, "blacklisted_at" timestamptz not null, "expires_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`create index "blacklisted_tokens_expires_at_index" on "blacklisted_tokens" ("expires_at");`);
    this.addSql(
      `alter table "blacklisted_tokens" add constraint "blacklisted_tokens_reason_check" check ("reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'DEACTIVATED'));`,
    );

    this.addSql(
      `create table "users" ("id" uuid not null, "email" varchar(254) not null, "username" varchar(30) null, "password_hash" text not null, "role" text not null default 'USER', "email_verified_at" timestamptz null, "deactivated_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`alter table "users" add constraint "users_email_unique" unique ("email");`);
    this.addSql(`create unique index "users_username_unique" on "users" (lower("username"));`);
    this.addSql(`alter table "users" add constraint "users_role_check" check ("role" in ('USER', 'ADMIN'));`);

    this.addSql(
      `create table "sessions" ("id" uuid not null, "user_id" uuid not null, "created_at" timestamptz not null, "last_used_at" timestamptz not null, "expires_at" timestamptz not null, "access_tokens_expire_at" timestamptz not null, "ended_at" timestamptz null, "end_reason" text null, "user_agent" varchar(512) null, "ip_address" varchar(45) null, primary key ("id"));`,
    );
    this.addSql(`create index "sessions_user_id_index" on "sessions" ("user_id");`);
    this.addSql(`create index "sessions_expires_at_index" on "sessions" ("expires_at");`);
    this.addSql(
      `alter table "sessions" add constraint "sessions_end_reason_check" check ("end_reason" in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'DEACTIVATED'));`,
    );

    this.addSql(
      `create table "refresh_tokens" ("id" uuid not null, "digest" char(64) not null, "session_id" uuid not null, "parent_id" uuid null, "issued_at" timestamptz not null, "used_at" timestamptz null, "expires_at" timestamptz not null, primary key ("id"));`,
    );
    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_digest_unique" unique ("digest");`);
    this.addSql(`create index "refresh_tokens_session_id_index" on "refresh_tokens" ("session_id");`);
    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_parent_id_unique" unique ("parent_id");`);
    this.addSql(`create index "refresh_tokens_expires_at_index" on "refresh_tokens" ("expires_at");`);

    this.addSql(
      `alter table "sessions" add constraint "sessions_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "refresh_tokens" add constraint "refresh_tokens_session_id_foreign" foreign key ("session_id") references "sessions" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "refresh_tokens" add constraint "refresh_tokens_parent_id_foreign" foreign key ("parent_id") references "refresh_tokens" ("id") on delete set null;`,
    );
  }

  override down(): void {
    for (const table of ['refresh_tokens', 'sessions', 'users', 'blacklisted_tokens']) {
      this.addSql(`drop table "${table}";`);
    }
  }
}
