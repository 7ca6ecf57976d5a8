import { parseImportedHash } from '../../credentials/password/imported-hash.js';
import { parseTotpSecret } from '../../credentials/totp/totp-import.js';
import { parseEmail } from '../../users/email.js';
import { Role } from '../../users/user.entity.js';
import { normalizeUsername, usernameProblem } from '../../users/username.js';
import { ImportProblem } from './import-problem.js';
import { type ImportedIdentity, readIdentities } from './imported-identity.js';
import { isTrue } from './sources/source.js';

/** An account as another system kept it. */
export interface ImportedAccount {
  readonly email: string;
  readonly username: string | null;
  readonly role: Role;
  /** Null if the user has none. */
  readonly passwordHash: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  /** Of one that may not sign in. */
  readonly deactivatedAt: Date | null;
  /** Of the user's authenticator app; null if there is none. */
  readonly totpSecret: Uint8Array | null;
  /** At other providers. */
  readonly identities: readonly ImportedIdentity[];
}

/**
 * Reads the fields `email`, `username`, `role`, `created_at`, `email_verified_at` or `email_verified`, `deactivated`,
 * `password_hash` or `no_password`, `totp_secret` and `identities`, in whatever spelling: `createdAt`, `Created At`. All but
 * `email` and one of those about the password may be left out.
 *
 * @throws {ImportProblem} a field is missing or not acceptable.
 */
export function readImportedAccount({ identities, ...record }: Record<string, unknown>, now: Date): ImportedAccount {
  const fields = normalizeNames(record);
  const createdAt = readDate('created_at', fields.get('createdat')) ?? now;
  const verifiedAt = isTrue(fields.get('emailverified')) ? createdAt : null;
  return {
    email: readEmail(fields.get('email')),
    username: readUsername(fields.get('username')),
    role: readRole(fields.get('role')),
    passwordHash: isTrue(fields.get('nopassword'))
      ? null
      : readPasswordHash(fields.get('passwordhash') ?? fields.get('password')),
    emailVerifiedAt: readDate('email_verified_at', fields.get('emailverifiedat')) ?? verifiedAt,
    createdAt,
    deactivatedAt: isTrue(fields.get('deactivated')) ? now : null,
    totpSecret: readTotpSecret(fields.get('totpsecret')),
    identities: readIdentities(identities),
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
  throw new ImportProblem('password_hash: Use a form that docs/moving-in.md lists, such as $2b$... or $argon2id$...');
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
