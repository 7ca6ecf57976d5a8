import { Migration } from '@mikro-orm/migrations';

/** `if not exists`, so that operators of a large table can build the index concurrently beforehand. */
export class Migration20261125141000_decoy_hashes extends Migration {
  override name = 'Migration20261125141000_decoy_hashes';

  override up(): void | Promise<void> {
    this.addSql(`create index if not exists "users_decoy_index" on "users" (right("id"::text, 12));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "users_decoy_index";`);
  }
}
