import type { SqlEntityManager } from '@mikro-orm/sql';

/** Small enough for a batch to take milliseconds. */
const BATCH_SIZE = 1000;

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** Conditions of the partial indexes of AuditEvent, which cover only events that still contain personal data. */
export const HOLDS_DEVICE = '(ip_address is not null or user_agent is not null)';
export const IS_BY_ANOTHER = '(actor_id is not null and actor_id is distinct from subject_id)';

const OF_SUBJECT = `subject_id = ? and ${HOLDS_DEVICE}`;
const OF_ACTOR = `actor_id = ? and ${IS_BY_ANOTHER} and ${HOLDS_DEVICE}`;

/** Two statements, because a single one with `or` is more likely to be planned as a scan of the whole table. */
export const FORGET_SUBJECT = forget(OF_SUBJECT);
export const FORGET_ACTOR = forget(OF_ACTOR);

function forget(which: string): string {
  return `update audit_events set ip_address = null, user_agent = null where ${which}`;
}

/** Skips locked rows, so that erasing in batches never waits. */
function forgetBatch(which: string): string {
  return `
    with batch as (
      select id from audit_events where ${which} and id > ? order by id limit ${BATCH_SIZE} for update skip locked
    ), forgotten as (
      update audit_events set ip_address = null, user_agent = null from batch where audit_events.id = batch.id
    )
    select id from batch order by id desc limit 1`;
}

/** Erases the IP address and user agent from every event of a user, in the caller's transaction. */
export async function forgetAll(tx: SqlEntityManager, userId: string): Promise<void> {
  for (const statement of [FORGET_SUBJECT, FORGET_ACTOR]) await tx.execute(statement, [userId]);
}

/** Does most of the work of {@link forgetAll} in many short transactions. */
export async function forgetInBatches(em: SqlEntityManager, userId: string): Promise<void> {
  for (const which of [OF_SUBJECT, OF_ACTOR]) {
    const statement = forgetBatch(which);
    for (let last: string | undefined = NIL_UUID; last; ) {
      const rows: Array<{ id: string }> = await em.execute(statement, [userId, last]);
      last = rows[0]?.id;
    }
  }
}
