import { ImportProblem } from '../import-problem.js';

/** An account as another system exports it. */
export type Row = Readonly<Record<string, unknown>>;

/** What the export itself does not say. */
export interface SourceOptions {
  /** Of identity providers, by the name that they have in the export. */
  readonly issuers: ReadonlyMap<string, string>;
  /** What Firebase calls the password hash parameters of a project: the text that its console shows. */
  readonly firebaseHashConfig?: string | undefined;
}

/** Puts a row into the fields of an import file. @throws {ImportProblem} */
export type Translate = (row: Row, options: SourceOptions) => Row;

/** By the names that the systems here have for providers. GitHub and Facebook have no `iss`, or none that they say. */
const ISSUERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'https://accounts.google.com': ['google', 'google.com', 'google-oauth2', 'google_oauth2'],
    'https://appleid.apple.com': ['apple', 'apple.com'],
    'https://github.com': ['github', 'github.com'],
    'https://gitlab.com': ['gitlab', 'gitlab.com'],
    'https://www.facebook.com': ['facebook', 'facebook.com'],
  }).flatMap(([issuer, names]) => names.map((name) => [name, issuer] as const)),
);

/** An account at a provider. One of a provider that nothing is known of is left out, and so is what is not one. */
export function identityOf(provider: unknown, subject: unknown, options: SourceOptions, email?: unknown): Row[] {
  const name = String(provider ?? '');
  const issuer = options.issuers.get(name) ?? ISSUERS.get(name);
  return issuer && subject ? [{ issuer, subject: String(subject), email: textOf(email) }] : [];
}

/** As JSON, as PostgreSQL and as Python write it. */
export function isTrue(value: unknown): boolean {
  return value === true || ['true', 't', '1'].includes(String(value).toLowerCase());
}

export function textOf(value: unknown): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}

/** A time in milliseconds since 1970. */
export function timeOf(millis: unknown): string | undefined {
  const text = textOf(millis);
  return text && /^\d{1,14}$/.test(text) ? new Date(Number(text)).toISOString() : text;
}

/** The members of a list, also of one that is text, as in a column of CSV. */
export function listOf(value: unknown, field: string): Row[] {
  if (value === null || value === undefined || value === '') return [];
  const list: unknown = typeof value === 'string' ? parse(value, field) : value;
  if (!Array.isArray(list) || !list.every(isRow)) throw new ImportProblem(`${field}: Use a list of objects.`);
  return list;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

/** An object that is text. */
export function parseRow(json: string, field: string): Row {
  const value = parse(json, field);
  if (!isRow(value)) throw new ImportProblem(`${field}: It is not a JSON object.`);
  return value;
}

function parse(json: string, field: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ImportProblem(`${field}: It is not JSON.`);
  }
}

/** The hash, or that there is none. */
export function passwordFields(hash: unknown): Row {
  const text = textOf(hash);
  return text ? { password_hash: text } : { no_password: true };
}
