import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { parseImportedHash } from '../../credentials/password/imported-hash.js';
import { parseTotpSecret } from '../../credentials/totp/totp-import.js';
import { parseEmail } from '../../users/email.js';
import { Role } from '../../users/user.entity.js';
import { normalizeUsername, usernameProblem } from '../../users/username.js';

/** A line of an import file: its fields as they stand there, or why they cannot be read. */
export interface SourceLine {
  /** Counted from 1, the heading of a CSV file included. */
  readonly line: number;
  readonly record?: Record<string, unknown>;
  readonly problem?: string;
}

export enum ImportFormat {
  CSV = 'CSV',
  JSON_LINES = 'JSON_LINES',
}

/** An import file as it is read, line by line. */
export interface ImportSource extends AsyncIterable<SourceLine> {
  bytesRead(): number;
}

/** Opens a file of JSON lines (`.jsonl`, `.ndjson`, `.json`), or else of comma-separated values. */
export function openImportFile(file: string): ImportSource {
  const stream = createReadStream(file);
  const isJson = ['.jsonl', '.ndjson', '.json'].includes(extname(file).toLowerCase());
  const lines = readLines(stream, isJson ? ImportFormat.JSON_LINES : ImportFormat.CSV);
  return { bytesRead: () => stream.bytesRead, [Symbol.asyncIterator]: () => lines };
}

/** Opens a part of such a file. */
export function openImportText(text: string, format: ImportFormat): ImportSource {
  const lines = readLines(Readable.from([text]), format);
  return { bytesRead: () => Buffer.byteLength(text), [Symbol.asyncIterator]: () => lines };
}

function readLines(stream: NodeJS.ReadableStream, format: ImportFormat): AsyncGenerator<SourceLine> {
  return format === ImportFormat.JSON_LINES ? readJsonLines(stream) : readCsv(stream);
}

async function* readJsonLines(stream: NodeJS.ReadableStream): AsyncGenerator<SourceLine> {
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim()) yield { line, ...parseJsonLine(text) };
  }
}

function parseJsonLine(text: string): Omit<SourceLine, 'line'> {
  try {
    const value: unknown = JSON.parse(text);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? { record: value as Record<string, unknown> } : { problem: 'is not a JSON object' };
  } catch {
    return { problem: 'is not JSON' };
  }
}

async function* readCsv(stream: NodeJS.ReadableStream): AsyncGenerator<SourceLine> {
  const skipped: SourceLine[] = [];
  const onSkip = (error: CsvError | undefined) => {
    skipped.push({
      line: Number(error?.lines ?? 0),
      problem: 'is not a line of comma-separated values with these columns',
    });
    return undefined;
  };
  const options = { bom: true, trim: true, info: true, skip_empty_lines: true, skip_records_with_error: true } as const;
  const parser = stream.pipe(parse({ ...options, columns: (names: string[]) => names, on_skip: onSkip }));
  for await (const { record, info } of parser) {
    yield* skipped.splice(0);
    yield { line: info.lines, record };
  }
  yield* skipped;
}

/** An account as another system kept it. */
export interface ImportedAccount {
  readonly email: string;
  readonly username: string | null;
  readonly role: Role;
  readonly passwordHash: string;
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  /** Of the user's authenticator app; null if there is none. */
  readonly totpSecret: Uint8Array | null;
}

/** Why a line cannot be imported: a message that names the field, and repeats neither hash nor secret. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}

/**
 * Reads the fields `email`, `username`, `role`, `created_at`, `email_verified_at`, `password_hash` and `totp_secret`, in
 * whatever spelling: `createdAt`, `Created At`. All but `email` and `password_hash` may be left out.
 *
 * @throws {ImportProblem} a field is missing or not acceptable.
 */
export function readImportedAccount(record: Record<string, unknown>, now: Date): ImportedAccount {
  const fields = normalizeNames(record);
  return {
    email: readEmail(fields.get('email')),
    username: readUsername(fields.get('username')),
    role: readRole(fields.get('role')),
    passwordHash: readPasswordHash(fields.get('passwordhash') ?? fields.get('password')),
    emailVerifiedAt: readDate('email_verified_at', fields.get('emailverifiedat')) ?? null,
    createdAt: readDate('created_at', fields.get('createdat')) ?? now,
    totpSecret: readTotpSecret(fields.get('totpsecret')),
  };
}

function normalizeNames(record: Record<string, unknown>): Map<string, string> {
  const entries = Object.entries(record).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return new Map(entries.map(([name, value]) => [name.toLowerCase().replace(/[^a-z]/g, ''), textOf(name, value)]));
}

function textOf(name: string, value: unknown): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new ImportProblem(`${name}: Use text.`);
}

function readEmail(text = ''): string {
  const { address, problem } = parseEmail(text);
  if (problem) throw new ImportProblem(`email: ${problem.message}`);
  return address;
}

function readUsername(text: string | undefined): string | null {
  const username = normalizeUsername(text);
  const problem = username ? usernameProblem(username) : undefined;
  if (problem) throw new ImportProblem(`username: ${problem.message}`);
  return username;
}

function readRole(text = 'user'): Role {
  const role = Object.values(Role).find((each) => each === text.toUpperCase());
  if (!role) throw new ImportProblem(`role: Use one of ${Object.values(Role).join(', ')}.`);
  return role;
}

function readPasswordHash(text = ''): string {
  if (parseImportedHash(text)) return text;
  throw new ImportProblem('password_hash: Use bcrypt, pbkdf2:sha256:..., scrypt:... or $pbkdf2-sha256$...');
}

function readTotpSecret(text: string | undefined): Uint8Array | null {
  if (!text?.trim()) return null;
  const secret = parseTotpSecret(text);
  if (!secret)
    throw new ImportProblem('totp_secret: Use base 32, 16 to 128 letters from A to Z and digits from 2 to 7.');
  return secret;
}

function readDate(field: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1970 || year > 9999)
    throw new ImportProblem(`${field}: Use a date such as 2024-05-17T08:30:00Z.`);
  return date;
}
