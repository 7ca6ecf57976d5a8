import { Migration } from '@mikro-orm/migrations';

export class Migration20261130234500_revocations extends Migration {
  override name = 'Migration20261130234500_revocations';

  override up(): void {
    // With the default in the same statement, the table would be written again.
    this.addSql(`alter table "blacklisted_tokens" add "transaction_id" xid8 null, alter "user_id" drop not null;`);
    this.addSql(`alter table "blacklisted_tokens" alter "transaction_id" set default pg_current_xact_id();`);
    this.addSql(
      `create index "blacklisted_tokens_transaction_id_index" on "blacklisted_tokens" ("transaction_id", "id");`,
    );
    this.addSql(`alter table "service_accounts" add "activation_id" uuid not null default gen_random_uuid();`);
  }

  override down(): void {
    this.addSql(`alter table "service_accounts" drop column "activation_id";`);
    this.addSql(`delete from "blacklisted_tokens" where "user_id" is null;`);
    this.addSql(`alter table "blacklisted_tokens" drop column "transaction_id", alter "user_id" set not null;`);
  }
}
