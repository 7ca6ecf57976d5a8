import { Migration } from '@mikro-orm/migrations';

export class Migration20261130160705_daily_statistics extends Migration {
  override name = 'Migration20261130160705_daily_statistics';

  override up(): void {
    this.addSql(
      `create table "daily_statistics" ("day" date not null, "registrations" int not null default 0, "logins" int not null default 0, "failed_logins" int not null default 0, "active_users" int not null default 0, "ended_sessions" int not null default 0, primary key ("day"));`,
    );
  }

  override down(): void {
    this.addSql(`drop table if exists "daily_statistics" cascade;`);
  }
}
