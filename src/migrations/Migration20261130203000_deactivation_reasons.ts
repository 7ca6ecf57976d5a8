import { Migration } from '@mikro-orm/migrations';

export class Migration20261130203000_deactivation_reasons extends Migration {
  override name = 'Migration20261130203000_deactivation_reasons';

  override up(): void {
    this.addSql(`alter table "users" add "deactivation_reason" varchar(500) null;`);
  }

  override down(): void {
    this.addSql(`alter table "users" drop column "deactivation_reason";`);
  }
}
