import type { SqlEntityManager } from '@mikro-orm/sql';
import { type EncryptedSecrets, SecretKeyMissingError } from './encrypted-secrets.js';

const BATCH_SIZE = 500;

export interface RotationReport {
  readonly renewed: number;
  /** Encrypted by a key that SECRETS_KEYS does not have: they stay as they are. */
  readonly unreadable: number;
}

/** Where secrets are stored, each encrypted for the `id` of its row. */
export interface SecretColumn {
  readonly table: string;
  readonly column: string;
}

type Renewal = 'renewed' | 'unchanged' | 'unreadable';

interface StoredSecret {
  readonly id: string;
  readonly secret: string;
}

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/**
 * Encrypts every secret of the columns by the first key of SECRETS_KEYS, so that the others can be removed. It runs beside the
 * server, and a second time does no harm.
 */
export async function renewSecrets(
  em: SqlEntityManager,
  secrets: EncryptedSecrets,
  columns: readonly SecretColumn[],
): Promise<RotationReport> {
  const report = { renewed: 0, unreadable: 0, unchanged: 0 };
  for (const column of columns) await renewColumn(em, secrets, column, report);
  return { renewed: report.renewed, unreadable: report.unreadable };
}

async function renewColumn(
  em: SqlEntityManager,
  secrets: EncryptedSecrets,
  where: SecretColumn,
  report: Record<Renewal, number>,
): Promise<void> {
  for (let after = NIL_UUID; ; ) {
    const batch = await nextBatch(em, where, after);
    for (const stored of batch) report[await renew(em, secrets, where, stored)] += 1;
    after = batch.at(-1)?.id ?? after;
    if (batch.length < BATCH_SIZE) return;
  }
}

function nextBatch(em: SqlEntityManager, { table, column }: SecretColumn, after: string): Promise<StoredSecret[]> {
  const select = `select id, ${column} as secret from ${table} where ${column} is not null and id > ? order by id limit ?`;
  return em.execute<StoredSecret[]>(select, [after, BATCH_SIZE]);
}

async function renew(
  em: SqlEntityManager,
  secrets: EncryptedSecrets,
  { table, column }: SecretColumn,
  { id, secret }: StoredSecret,
): Promise<Renewal> {
  try {
    const renewed = await secrets.renew(secret, id);
    if (!renewed) return 'unchanged';
    const update = `update ${table} set ${column} = ? where id = ? and ${column} = ?`;
    const { affectedRows } = await em.execute<{ affectedRows: number }>(update, [renewed, id, secret], 'run');
    return affectedRows > 0 ? 'renewed' : 'unchanged';
  } catch (error) {
    if (!(error instanceof SecretKeyMissingError)) throw error;
    return 'unreadable';
  }
}
