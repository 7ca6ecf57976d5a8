import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { openImportFile } from '../accounts/import/imported-account.js';
import { type ImportReport, UserImport, undoing } from '../accounts/import/user-import.js';
import { StartupError } from '../config/startup-error.js';
import { TotpImport } from '../credentials/totp/totp-import.js';
import { OPERATOR } from '../security/audit-trail.js';
import type { CommandContext, Terminal, Workplace } from './command-context.js';

/** The file to import is not there. */
export class ImportFileError extends StartupError {
  override readonly name = 'ImportFileError';

  constructor(file: string) {
    super(`There is no file ${file}. Name a file of CSV or JSON lines.`);
  }
}

/** `users import FILE`: brings in accounts; with `--dry-run` everything is done, and then undone. */
export async function importUsers(
  { terminal, folder, withServices }: CommandContext,
  name: string,
  { dryRun = false }: { dryRun?: boolean },
): Promise<void> {
  const file = resolve(folder, name);
  if (!existsSync(file)) throw new ImportFileError(name);
  await withServices(async (workplace) => {
    const { imported, alreadyThere, bad } = await importFile(workplace, terminal, file, dryRun);
    const verb = dryRun ? 'would import' : 'imported';
    terminal.print(`${verb} ${imported} accounts; ${alreadyThere} were there already; ${bad} lines are bad`);
  });
}

async function importFile(
  { database, services, clock }: Workplace,
  terminal: Terminal,
  file: string,
  dryRun: boolean,
): Promise<ImportReport> {
  const em = database.em.fork();
  const { audit, secrets } = services.security;
  const progress = terminal.showProgress(statSync(file).size);
  const options = {
    now: clock(),
    actor: OPERATOR,
    audit,
    totp: new TotpImport(secrets, audit),
    onProblem: (line: number, reason: string) => terminal.printError(`line ${line}: ${reason}`),
    onProgress: (bytesRead: number) => progress.update(bytesRead),
  };
  try {
    const source = openImportFile(file);
    if (!dryRun) return await new UserImport(em, options).run(source);
    return await undoing(em, (tx) => new UserImport(tx, options).run(source));
  } finally {
    progress.stop();
  }
}
