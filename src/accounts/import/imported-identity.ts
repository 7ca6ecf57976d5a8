import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 as uuidv7 } from 'uuid';
import { Identity, MAX_ISSUER_LENGTH, MAX_SUBJECT_LENGTH } from '../../credentials/social/social.entities.js';
import { parseEmail } from '../../users/email.js';
import { ImportProblem } from './import-problem.js';
import { listOf } from './sources/source.js';

/** An account at another provider, which is known by these two. */
export interface ImportedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
}

/** @throws {ImportProblem} */
export function readIdentities(value: unknown): ImportedIdentity[] {
  return listOf(value, 'identities').map(({ issuer, subject, email }) => ({
    issuer: readIssuer(issuer),
    subject: readText('subject', subject, MAX_SUBJECT_LENGTH),
    // Only shown, so that the user recognizes the account: none is better than a bad line.
    email: parseEmail(typeof email === 'string' ? email : '').address ?? null,
  }));
}

/** OpenID Connect Core 1.0 §2: a URL. Any other could belong to no provider, and cannot be shown. */
function readIssuer(value: unknown): string {
  const issuer = readText('issuer', value, MAX_ISSUER_LENGTH);
  if (/^https?:/.test(issuer) && URL.canParse(issuer)) return issuer;
  throw new ImportProblem('identities: Give each an issuer that is a URL, such as https://accounts.google.com.');
}

function readText(field: string, value: unknown, maxLength: number): string {
  if (typeof value === 'string' && value && value.length <= maxLength && !value.includes('\0')) return value;
  throw new ImportProblem(`identities: Give each an ${field} of at most ${maxLength} characters.`);
}

interface Owned extends ImportedIdentity {
  readonly userId: string;
}

/** A statement has at most 65,535 values. */
const BATCH_SIZE = 1000;

/** Adds those that no account has yet, to users that the transaction has created. @returns the others. */
export async function addIdentities<T extends Owned>(tx: SqlEntityManager, identities: T[], now: Date): Promise<T[]> {
  const taken: T[] = [];
  for (let start = 0; start < identities.length; start += BATCH_SIZE)
    taken.push(...(await addBatch(tx, identities.slice(start, start + BATCH_SIZE), now)));
  return taken;
}

async function addBatch<T extends Owned>(tx: SqlEntityManager, identities: T[], now: Date): Promise<T[]> {
  const rows = identities.map(({ userId: user, issuer, subject, email }) => {
    return { id: uuidv7(), user, issuer, subject, email, createdAt: now };
  });
  const insert = tx.createQueryBuilder(Identity).insert(rows).onConflict().ignore().returning('id');
  const added = new Set((await insert.execute<Array<{ id: string }>>('all', false)).map(({ id }) => id));
  return identities.filter((_, index) => !added.has(rows[index]?.id ?? ''));
}
