import { Migration } from '@mikro-orm/migrations';

/** Sessions from before have refresh tokens without a tag, which cannot be exchanged any more: they end. */
const END_SESSIONS = `
  with ended as (
    update "sessions" set "ended_at" = now(), "end_reason" = 'ENDED_BY_OPERATOR' where "ended_at" is null returning *
  )
  insert into "blacklisted_tokens" as entry ("id", "user_id", "reason", "blacklisted_at", "expires_at")
  select "id", "user_id", "end_reason", "ended_at", "access_tokens_expire_at" from ended
  on conflict ("id") do update set "expires_at" = greatest(entry."expires_at", excluded."expires_at");`;

export class Migration20261130123000_one_row_per_session extends Migration {
  override name = 'Migration20261130123000_one_row_per_session';

  override up(): void {
    this.addSql(END_SESSIONS);
    this.addSql(`drop table "refresh_tokens" cascade;`);
    this.addSql(`drop index "sessions_expires_at_index";`);
    this.addSql(`alter table "sessions" add "refresh_digest" bytea null, add "previous_digest" bytea null,
      add "generation" int not null default 1, add "rotated_at" timestamptz null;`);
    // Room in each page for the row that a refresh writes: https://www.postgresql.org/docs/current/storage-hot.html
    this.addSql(`alter table "sessions" set (fillfactor = 80);`);
  }

  override down(): void {
    this.addSql(END_SESSIONS);
    this.addSql(`alter table "sessions" reset (fillfactor);`);
    this.addSql(`alter table "sessions" drop column "refresh_digest", drop column "previous_digest",
      drop column "generation", drop column "rotated_at";`);
    this.addSql(`create index "sessions_expires_at_index" on "sessions" ("expires_at");`);
    this.addSql(`create table "refresh_tokens" ("id" uuid not null, "digest" char(64) not null, "session_id" uuid not null,
      "parent_id" uuid null, "issued_at" timestamptz not null, "used_at" timestamptz null,
      "expires_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_digest_unique" unique ("digest");`);
    this.addSql(`create index "refresh_tokens_session_id_index" on "refresh_tokens" ("session_id");`);
    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_parent_id_unique" unique ("parent_id");`);
    this.addSql(`create index "refresh_tokens_expires_at_index" on "refresh_tokens" ("expires_at");`);
    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_session_id_foreign"
      foreign key ("session_id") references "sessions" ("id") on delete cascade;`);
    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_parent_id_foreign"
      foreign key ("parent_id") references "refresh_tokens" ("id") on delete set null;`);
  }
}
