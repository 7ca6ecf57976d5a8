import { Migration } from '@mikro-orm/migrations';

export class Migration20261130154811_password_advice extends Migration {
  override name = 'Migration20261130154811_password_advice';

  override up(): void {
    this.addSql(`alter table "login_challenges" add "password_change_advised" boolean not null default false;`);
  }

  override down(): void {
    this.addSql(`alter table "login_challenges" drop column "password_change_advised";`);
  }
}
