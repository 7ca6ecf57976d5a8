import { Migration } from '@mikro-orm/migrations';

/** `if not exists`, so that operators of a large table can build the indexes concurrently beforehand. */
export class Migration20261125133000_forgotten_events extends Migration {
  override name = 'Migration20261125133000_forgotten_events';

  override up(): void | Promise<void> {
    this.addSql(
      `create index if not exists "audit_events_forget_actor_index" on "audit_events" ("actor_id", "id") where (actor_id is not null and actor_id is distinct from subject_id) and (ip_address is not null or user_agent is not null);`,
    );
    this.addSql(
      `create index if not exists "audit_events_forget_subject_index" on "audit_events" ("subject_id", "id") where (ip_address is not null or user_agent is not null);`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "audit_events_forget_actor_index";`);
    this.addSql(`drop index "audit_events_forget_subject_index";`);
  }
}
