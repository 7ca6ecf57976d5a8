import type { SqlEntityManager } from '@mikro-orm/sql';
import { FieldErrorCode } from '../../api/error-result.js';
import { refuseInvalid } from '../../api/expected-errors.js';
import type { Clock } from '../../clock.js';
import type { TotpImport } from '../../credentials/totp/totp-import.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { Caller } from '../../sessions/authentication.js';
import { actAsAdministrator } from '../administration/last-administrator.js';
import { type ImportFormat, openImportText } from './import-file.js';
import { type ImportReport, UserImport, undoing } from './user-import.js';

/** A text of 100 kB, the most that a request can have, is seldom longer. */
const MAX_LINES = 1000;

const PROBLEMS = {
  REQUIRED: { code: FieldErrorCode.REQUIRED, message: 'Send at least one line.' },
  TOO_LONG: { code: FieldErrorCode.TOO_LONG, message: `Send at most ${MAX_LINES} lines at once.` },
};

/** A part of a file, with whole lines. */
export interface ImportBatch {
  readonly text: string;
  readonly format: ImportFormat;
  /** Whether everything is done, and then undone. */
  readonly dryRun: boolean;
}

export interface BatchReport extends ImportReport {
  readonly rejectedLines: { readonly line: number; readonly message: string }[];
}

/** Imports accounts for an administrator, in parts that fit into a request: each is one transaction. */
export class BatchImport {
  constructor(private readonly services: { audit: AuditTrail; totp: TotpImport; clock: Clock }) {}

  /**
   * @throws {ForbiddenError} the actor is no longer an administrator.
   * @throws {ExpectedError} InvalidInputError: there are no lines, or too many.
   */
  async run({ em, actor }: Pick<Caller, 'em' | 'actor'>, { text, format, dryRun }: ImportBatch): Promise<BatchReport> {
    refuseInvalid({ text: problemOf(text) });
    const rejectedLines: BatchReport['rejectedLines'] = [];
    const { audit, totp, clock } = this.services;
    const onProblem = (line: number, message: string) => void rejectedLines.push({ line, message });
    const options = { now: clock(), actor, audit, totp, onProblem, onProgress: () => {} };
    const run = (tx: SqlEntityManager) =>
      actAsAdministrator(tx, actor, (locked) =>
        new UserImport(locked as SqlEntityManager, options).run(openImportText(text, format)),
      );
    const sqlEm = em as SqlEntityManager;
    const report = dryRun ? await undoing(sqlEm, run) : await run(sqlEm);
    return { ...report, rejectedLines: rejectedLines.sort((one, other) => one.line - other.line) };
  }
}

function problemOf(text: string) {
  if (!text.trim()) return PROBLEMS.REQUIRED;
  return text.split('\n').length > MAX_LINES + 1 ? PROBLEMS.TOO_LONG : undefined;
}
