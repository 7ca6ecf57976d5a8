import { Migration } from '@mikro-orm/migrations';

export class Migration20261122213720_known_networks extends Migration {
  override name = 'Migration20261122213720_known_networks';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "known_networks" ("user_id" uuid not null, "fingerprint" char(43) not null, "last_login_at" timestamptz not null, primary key ("user_id", "fingerprint"));`,
    );
    this.addSql(`create index "known_networks_last_login_at_index" on "known_networks" ("last_login_at");`);

    this.addSql(
      `alter table "known_networks" add constraint "known_networks_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "known_networks" cascade;`);
  }
}
