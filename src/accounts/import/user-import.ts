import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 as uuidv7 } from 'uuid';
import type { TotpImport } from '../../credentials/totp/totp-import.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import { Role, User } from '../../users/user.entity.js';
import type { ImportSource } from './import-file.js';
import { ImportProblem } from './import-problem.js';
import { type ImportedAccount, readImportedAccount } from './imported-account.js';
import { addIdentities } from './imported-identity.js';
import type { Row } from './sources/source.js';

const BATCH_SIZE = 1000;

const KEYS_MISSING = 'totp_secret: Set SECRETS_KEYS, as for the server, to encrypt it.';

export interface ImportReport {
  imported: number;
  /** Accounts whose email address already existed: imported by an earlier run, or registered since. */
  alreadyThere: number;
  bad: number;
}

export interface ImportOptions {
  readonly now: Date;
  /** Who imports. If it is a user, the transaction has to hold them. */
  readonly actor: Actor;
  readonly audit: AuditTrail;
  readonly totp: TotpImport;
  /** Puts what another system has exported into the fields of an import file. Throws ImportProblem. */
  readonly translate?: (row: Row) => Record<string, unknown>;
  /** Called for each line that cannot be imported, with the reason. */
  onProblem(line: number, reason: string): void;
  /** Called now and then with the number of bytes read. */
  onProgress(bytesRead: number): void;
}

interface Candidate extends ImportedAccount {
  readonly line: number;
  readonly id: string;
}

/** Brings in accounts from elsewhere. A bad line stops nothing, and a second run imports nothing twice. */
export class UserImport {
  private readonly report: ImportReport = { imported: 0, alreadyThere: 0, bad: 0 };
  private canKeepSecrets = false;

  constructor(
    private readonly em: SqlEntityManager,
    private readonly options: ImportOptions,
  ) {}

  async run(source: ImportSource): Promise<ImportReport> {
    this.canKeepSecrets = await this.options.totp.isPossible();
    let batch: Candidate[] = [];
    for await (const { line, record, problem } of source) {
      const candidate = record ? this.read(line, record) : this.refuse(line, problem ?? 'is empty');
      if (candidate) batch.push(candidate);
      if (batch.length < BATCH_SIZE) continue;
      await this.insert(batch);
      this.options.onProgress(source.bytesRead());
      batch = [];
    }
    await this.insert(batch);
    this.options.onProgress(source.bytesRead());
    return this.report;
  }

  private read(line: number, record: Record<string, unknown>): Candidate | undefined {
    try {
      const { translate = (row: Row) => row, now } = this.options;
      const account = readImportedAccount(translate(record), now);
      if (account.totpSecret && !this.canKeepSecrets) throw new ImportProblem(KEYS_MISSING);
      return { line, id: uuidv7(), ...account };
    } catch (error) {
      if (error instanceof ImportProblem) return this.refuse(line, error.message);
      throw error;
    }
  }

  private async insert(batch: Candidate[]): Promise<void> {
    if (batch.length === 0) return;
    const inserted = await this.em.transactional((tx) => this.insertOnRecord(tx, batch));
    const left = batch.filter(({ id }) => !inserted.has(id));
    const known = await knownEmails(this.em, left);
    for (const { line, email } of left) {
      if (known.has(email)) this.report.alreadyThere += 1;
      else this.refuse(line, 'username: It is taken by another account.');
    }
    this.report.imported += inserted.size;
  }

  private async insertOnRecord(tx: SqlEntityManager, batch: Candidate[]): Promise<Set<string>> {
    const { now, actor, audit, totp } = this.options;
    const inserted = await insertNew(tx, batch, now);
    const administrators = batch.filter(({ id, role }) => role === Role.ADMIN && inserted.has(id)).map(({ id }) => id);
    await audit.successes(tx, AuditEventKind.REGISTER, actor, [...inserted]);
    await audit.successes(tx, AuditEventKind.ROLE_CHANGED, actor, administrators);
    const apps = batch.flatMap(({ id: userId, totpSecret: secret }) =>
      secret && inserted.has(userId) ? { userId, secret } : [],
    );
    await totp.add(tx, apps, { now, actor });
    await this.linkIdentities(
      tx,
      batch.filter(({ id }) => inserted.has(id)),
    );
    return inserted;
  }

  private async linkIdentities(tx: SqlEntityManager, accounts: Candidate[]): Promise<void> {
    const { now, actor, audit, onProblem } = this.options;
    const identities = accounts.flatMap((account) =>
      account.identities.map((identity) => ({ ...identity, userId: account.id, line: account.line })),
    );
    const taken = await addIdentities(tx, identities, now);
    for (const { line } of taken) onProblem(line, 'identities: One belongs to another account. Imported without it.');
    const linked = identities.filter((identity) => !taken.includes(identity)).map(({ userId }) => userId);
    await audit.successes(tx, AuditEventKind.IDENTITY_LINKED, actor, linked);
  }

  private refuse(line: number, reason: string): undefined {
    this.report.bad += 1;
    this.options.onProblem(line, reason);
  }
}

/** Does something in a transaction that is undone. */
export async function undoing<T>(em: SqlEntityManager, work: (tx: SqlEntityManager) => Promise<T>): Promise<T> {
  await em.begin();
  try {
    return await work(em);
  } finally {
    await em.rollback();
  }
}

/** Lets the unique indexes skip existing accounts. @returns the ids of the new rows. */
async function insertNew(em: SqlEntityManager, batch: Candidate[], now: Date): Promise<Set<string>> {
  const rows = batch.map(({ line: _, identities: __, totpSecret, ...account }) => ({
    ...account,
    hasSecondFactor: totpSecret !== null,
    selfRegistered: false,
    updatedAt: now,
  }));
  const insert = em.createQueryBuilder(User).insert(rows).onConflict().ignore().returning('id');
  const inserted = await insert.execute<Array<{ id: string }>>('all', false);
  return new Set(inserted.map(({ id }) => id));
}

async function knownEmails(em: SqlEntityManager, candidates: Candidate[]): Promise<Set<string>> {
  const email = { $in: candidates.map((candidate) => candidate.email) };
  const users = await em.find(User, { email }, { fields: ['email'], disableIdentityMap: true });
  return new Set(users.map((user) => user.email));
}
