import type { SqlEntityManager } from '@mikro-orm/sql';
import { parseEmail } from './email.js';

/** Runs a statement whose values are written as `?`. */
type Execute = (statement: string, values?: unknown[]) => Promise<unknown[]>;

/** An account whose e-mail address nobody can log in with. */
export interface UnusableEmail {
  readonly userId: string;
  readonly email: string;
  readonly reason: string;
}

interface StoredEmail {
  readonly id: string;
  readonly email: string;
}

const BATCH_SIZE = 1000;

/**
 * Brings stored addresses into canonical form, which a database cannot. Needed once for those stored by versions that
 * kept domains in Unicode. An address that is no longer allowed is left as it is, and so is one whose canonical form
 * belongs to another account; tokens and outgoing emails for such an address are dropped.
 */
export async function canonicalizeEmails(execute: Execute): Promise<UnusableEmail[]> {
  const unusable: UnusableEmail[] = [];
  for await (const stored of candidates(execute, 'users', 'email')) {
    const reason = await canonicalizeUser(execute, stored);
    if (reason) unusable.push({ userId: stored.id, email: stored.email, reason });
  }
  await canonicalizeMail(execute, 'mail_tokens', 'email');
  await canonicalizeMail(execute, 'outgoing_mails', 'recipient');
  return unusable;
}

/** As canonicalizeEmails, in a transaction of its own. */
export function canonicalizeEmailsOf(em: SqlEntityManager): Promise<UnusableEmail[]> {
  return em.transactional((tx) => canonicalizeEmails((statement, values) => tx.execute(statement, values)));
}

/** @returns why the address stays as it is. */
async function canonicalizeUser(execute: Execute, { id, email }: StoredEmail): Promise<string | undefined> {
  const { address, problem } = parseEmail(email);
  if (problem) return problem.message;
  if (address === email) return undefined;
  const [other] = (await execute('select id from users where email = ?', [address])) as StoredEmail[];
  if (other) return `The same mailbox is ${address}, of the account ${other.id}.`;
  await execute('update users set email = ? where id = ?', [address, id]);
  return undefined;
}

async function canonicalizeMail(execute: Execute, table: string, column: string): Promise<void> {
  for await (const { id, email } of candidates(execute, table, column)) {
    const { address } = parseEmail(email);
    if (!address) await execute(`delete from ${table} where id = ?`, [id]);
    else if (address !== email) await execute(`update ${table} set ${column} = ? where id = ?`, [address, id]);
  }
}

/** Those that may not be in canonical form: what is not ASCII, and Punycode. */
async function* candidates(execute: Execute, table: string, column: string): AsyncGenerator<StoredEmail> {
  const isCandidate = `(octet_length(${column}) <> char_length(${column}) or ${column} like '%xn--%')`;
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const batch = (await execute(
      `select id, ${column} as email from ${table} where ${isCandidate} and id > ? order by id limit ${BATCH_SIZE}`,
      [last],
    )) as StoredEmail[];
    yield* batch;
    if (batch.length < BATCH_SIZE) return;
    last = batch.at(-1)?.id ?? last;
  }
}
