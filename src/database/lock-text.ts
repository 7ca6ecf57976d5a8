import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** Makes transactions that lock the same text run one after the other, even before there is any row to lock. */
export async function lockText(tx: SqlEntityManager, text: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`);
}
