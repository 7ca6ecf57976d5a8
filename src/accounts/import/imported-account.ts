import { parseImportedHash } from '../../credentials/password/imported-hash.js';
import { parseEmail } from '../../users/email.js';
import { Role } from '../../users/user.entity.js';
import { normalizeUsername, usernameProblem } from '../../users/username.js';

/** An account as another system kept it. */
export interface ImportedAccount {
  readonly email: string;
  readonly username: string | null;
  readonly role: Role;
  readonly passwordHash: string;
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
}

/** Why a line cannot be imported: a message that names the field, and repeats no hash. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}

/**
 * Reads the fields `email`, `username`, `role`, `created_at`, `email_verified_at` and `password_hash`, in whatever
 * spelling: `createdAt`, `Created At`. All but `email` and `password_hash` may be left out.
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

function readDate(field: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1970 || year > 9999)
    throw new ImportProblem(`${field}: Use a date such as 2024-05-17T08:30:00Z.`);
  return date;
}
