import { Migration } from '@mikro-orm/migrations';

export class Migration20261130161646_languages extends Migration {
  override name = 'Migration20261130161646_languages';

  override up(): void {
    this.addSql(`alter table "users" add "locale" varchar(35) null;`);
    this.addSql(`alter table "outgoing_mails" add "ip_address" varchar(45) null, add "device" varchar(50) null;`);
  }

  override down(): void {
    this.addSql(`alter table "outgoing_mails" drop column "ip_address", drop column "device";`);
    this.addSql(`alter table "users" drop column "locale";`);
  }
}
