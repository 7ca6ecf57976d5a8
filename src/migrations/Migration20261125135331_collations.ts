import { Migration } from '@mikro-orm/migrations';

export class Migration20261125135331_collations extends Migration {
  override name = 'Migration20261125135331_collations';

  override up(): void | Promise<void> {
    this.addSql(`drop index "users_username_unique";`);
    // Where a Turkish collation has let in the same username twice, the older account keeps it.
    this.addSql(
      `update "users" set "username" = null where "id" in (select "id" from (select "id", row_number() over (partition by lower("username" collate "C") order by "created_at", "id") as "nth" from "users" where "username" is not null) as "numbered" where "nth" > 1);`,
    );
    this.addSql(`alter table "users" alter column "email" type varchar(254) collate "C";`);
    this.addSql(`alter table "users" alter column "username" type varchar(30) collate "C";`);
    this.addSql(`create unique index "users_username_unique" on "users" (lower("username"));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "users_username_unique";`);
    this.addSql(`alter table "users" alter column "email" type varchar(254);`);
    this.addSql(`alter table "users" alter column "username" type varchar(30);`);
    this.addSql(`create unique index "users_username_unique" on "users" (lower("username"));`);
  }
}
