import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { openImportFile } from '../accounts/import/import-file.js';
import { SOURCES, type SourceName } from '../accounts/import/sources/index.js';
import type { Row, SourceOptions } from '../accounts/import/sources/source.js';
import { type ImportReport, UserImport, undoing } from '../accounts/import/user-import.js';
import { StartupError } from '../config/startup-error.js';
import { TotpImport } from '../credentials/totp/totp-import.js';
import { OPERATOR } from '../security/audit-trail.js';
import type { CommandContext, Terminal, Workplace } from './command-context.js';

/** The file to import is not there, or cannot be read. */
export class ImportFileError extends StartupError {
  override readonly name = 'ImportFileError';

  constructor(file: string, code?: string) {
    super(
      code === 'ENOENT'
        ? `There is no file ${file}. Name a file of CSV or JSON lines.`
        : `The file ${file} cannot be read (${code}). Name a file of CSV or JSON lines that the user of the server may read.`,
    );
  }
}

export interface ImportUsersOptions {
  /** Only reports what would be done. */
  readonly dryRun?: boolean;
  /** The system that has exported the file. By default it has the fields of an import file. */
  readonly from?: SourceName;
  /** `name=https://issuer`, of identity providers in the export. */
  readonly issuer?: readonly string[];
  /** The file with the password hash parameters of a Firebase project. */
  readonly firebaseHashConfig?: string;
}

/** `users import FILE`: brings in accounts; with `--dry-run` everything is done, and then undone. */
export async function importUsers(
  { terminal, folder, withServices }: CommandContext,
  name: string,
  options: ImportUsersOptions = {},
): Promise<void> {
  const { dryRun = false, from } = options;
  const file = readable(folder, name);
  const sourceOptions = readSourceOptions(folder, options);
  const translate = from && ((row: Row) => SOURCES[from](row, sourceOptions));
  await withServices(async (workplace) => {
    const { imported, alreadyThere, bad } = await importFile(workplace, terminal, file, { dryRun, translate });
    const verb = dryRun ? 'would import' : 'imported';
    terminal.print(`${verb} ${imported} accounts; ${alreadyThere} were there already; ${bad} lines are bad`);
  });
}

function readable(folder: string, name: string): string {
  const file = resolve(folder, name);
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new ImportFileError(name, (error as NodeJS.ErrnoException).code);
  }
  if (statSync(file).isDirectory()) throw new ImportFileError(name, 'EISDIR');
  return file;
}

function readSourceOptions(folder: string, { issuer = [], firebaseHashConfig }: ImportUsersOptions): SourceOptions {
  const entries = issuer.map((each) => {
    const [name = '', ...rest] = each.split('=');
    return [name, rest.join('=')] as const;
  });
  const config = firebaseHashConfig && readFileSync(readable(folder, firebaseHashConfig), 'utf8');
  return { issuers: new Map(entries), firebaseHashConfig: config };
}

interface Reading {
  readonly dryRun: boolean;
  readonly translate: ((row: Row) => Row) | undefined;
}

async function importFile(
  { database, services, clock }: Workplace,
  terminal: Terminal,
  file: string,
  { dryRun, translate }: Reading,
): Promise<ImportReport> {
  const em = database.em.fork();
  const { audit, secrets } = services.security;
  const progress = terminal.showProgress(statSync(file).size);
  const options = {
    now: clock(),
    actor: OPERATOR,
    audit,
    totp: new TotpImport(secrets, audit),
    ...(translate && { translate }),
    onProblem: (line: number, reason: string) => terminal.printError(`line ${line}: ${reason}`),
    onProgress: (bytesRead: number) => progress.update(bytesRead),
  };
  try {
    const source = openImportFile(file, translate !== undefined);
    if (!dryRun) return await new UserImport(em, options).run(source);
    return await undoing(em, (tx) => new UserImport(tx, options).run(source));
  } finally {
    progress.stop();
  }
}
