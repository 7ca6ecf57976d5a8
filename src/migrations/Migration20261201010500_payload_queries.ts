import { Migration } from '@mikro-orm/migrations';

export class Migration20261201010500_payload_queries extends Migration {
  override name = 'Migration20261201010500_payload_queries';

  override up(): void {
    this.addSql(`alter table "webhooks" add "payload_query" text null, add "payload_query_by" uuid null;`);
  }

  override down(): void {
    this.addSql(`alter table "webhooks" drop column "payload_query", drop column "payload_query_by";`);
  }
}
