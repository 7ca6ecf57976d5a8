import { Migration } from '@mikro-orm/migrations';

export class Migration20261122202612_known_networks extends Migration {
  override name = 'Migration20261122202612_known_networks';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "known_networks" ("user_id" uuid not null, "network_digest" char(64) not null, "last_login_at" timestamptz not null, primary key ("user_id", "network_digest"));`,
    );
    this.addSql(`create index "known_networks_last_login_at_index" on "known_networks" ("last_login_at");`);

    this.addSql(
      `alter table "known_networks" add constraint "known_networks_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`,
    );
    // As networkOf() has it. A zone, as in fe80::1%eth0, is not an address to PostgreSQL.
    this.addSql(`
      insert into known_networks (user_id, network_digest, last_login_at)
      select user_id, encode(sha256(convert_to(network(set_masklen(ip, length))::text, 'UTF8')), 'hex'), max(created_at)
      from sessions, lateral (select ip_address::inet as ip) as address,
        lateral (select case family(ip) when 4 then 32 else 64 end as length) as mask
      where ip_address not like '%\\%%'
      group by 1, 2`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "known_networks" cascade;`);
  }
}
