import { Migration } from '@mikro-orm/migrations';

export class Migration20261122135400_rate_limits extends Migration {
  override name = 'Migration20261122135400_rate_limits';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "attempt_buckets" ("key" varchar(100) not null, "empty_at" timestamptz not null, "opens_at" timestamptz not null, primary key ("key"));`,
    );
    this.addSql(`create index "attempt_buckets_empty_at_index" on "attempt_buckets" ("empty_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "attempt_buckets" cascade;`);
  }
}
