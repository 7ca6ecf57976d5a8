import { Migration } from '@mikro-orm/migrations';

export class Migration20261125132347_bucket_times extends Migration {
  override name = 'Migration20261125132347_bucket_times';

  override up(): void | Promise<void> {
    this.addSql(`alter table "attempt_buckets" add "counted_at" timestamptz null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "attempt_buckets" drop column "counted_at";`);
  }
}
