import { existsSync, statSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { openImportFile } from '../accounts/import/imported-account.js';
import { type ImportReport, UserImport } from '../accounts/import/user-import.js';
import { systemClock } from '../clock.js';
import { loadConfig, readEnvironment } from '../config/config.js';
import { StartupError } from '../config/startup-error.js';
import type { Database } from '../database/database.js';
import { runMigrations } from '../database/migrate.js';
import { AuditTrail } from '../security/audit-trail.js';
import { withDatabase } from './with-database.js';

/** The file to import is not there. */
export class ImportFileError extends StartupError {
  override readonly name = 'ImportFileError';

  constructor(file: string) {
    super(`There is no file ${file}. Name a file of CSV or JSON lines.`);
  }
}

/** `users import FILE`: brings in accounts; with `--dry-run` everything is done, and then undone. */
export async function importUsers(file: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  if (!existsSync(file)) throw new ImportFileError(file);
  await withDatabase(loadConfig(readEnvironment()), async (database) => {
    await runMigrations(database.orm);
    const { imported, alreadyThere, bad } = await importFile(database, file, dryRun);
    const verb = dryRun ? 'would import' : 'imported';
    console.log(`${verb} ${imported} accounts; ${alreadyThere} were there already; ${bad} lines are bad`);
  });
}

async function importFile({ em }: Database, file: string, dryRun: boolean): Promise<ImportReport> {
  const bar = new SingleBar({
    format: '{bar} {percentage}% of the file',
    stream: process.stderr,
    clearOnComplete: true,
  });
  bar.start(statSync(file).size, 0);
  const options = {
    now: systemClock(),
    audit: new AuditTrail(systemClock),
    onProblem: (line: number, reason: string) => console.error(`line ${line}: ${reason}`),
    onProgress: (bytesRead: number) => bar.update(bytesRead),
  };
  try {
    const source = openImportFile(file);
    if (!dryRun) return await new UserImport(em.fork(), options).run(source);
    return await undoing(em.fork(), (tx) => new UserImport(tx, options).run(source));
  } finally {
    bar.stop();
  }
}

async function undoing<T>(em: Database['em'], work: (tx: Database['em']) => Promise<T>): Promise<T> {
  await em.begin();
  try {
    return await work(em);
  } finally {
    await em.rollback();
  }
}
