import { domainToASCII, domainToUnicode } from 'node:url';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { FieldErrorCode, type FieldProblem } from '../api/error-result.js';
import { refuseInvalid } from '../api/expected-errors.js';

/** The longest address that fits into a path of SMTP, in octets: RFC 5321 §4.5.3.1.3. */
const MAX_EMAIL_OCTETS = 254;

/** RFC 5321 §4.5.3.1.1. */
const MAX_LOCAL_PART_OCTETS = 64;

/** Beyond ASCII, only visible letters, marks and digits: no symbols, whitespace, invisible or bidirectional characters. */
const BEYOND_ASCII = String.raw`(?![\0-\x7F]|\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}]`;

/** `atext` of RFC 5321 §4.1.2 in lower case, extended by RFC 6531 §3.3; an atom that begins with a mark would alter the character before it. */
const ATOM = String.raw`(?!\p{M})(?:[a-z0-9!#$%&'*+/=?^_\x60{|}~-]|${BEYOND_ASCII})+`;
const DOT_ATOM = new RegExp(String.raw`^${ATOM}(?:\.${ATOM})*$`, 'u');

/**
 * Valid input of `domainToASCII`, which would cut or decode anything else as part of a URL. U+3002 is an ideographic
 * dot.
 */
const DOMAIN_CHARACTERS = new RegExp(String.raw`^(?:[A-Za-z0-9.\u3002-]|${BEYOND_ASCII})+$`, 'u');

/** At least two labels (RFC 1123 §2.1), the last of which is alphabetic (RFC 3696 §2), so not an IP address. */
const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;

const ASCII_WHITESPACE_AROUND = /^[\t-\r ]+|[\t-\r ]+$/g;
const UNSEEN = /[\s\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** An address in the canonical form in which it is stored, compared and sent to, or what is wrong with it. */
export type ParsedEmail =
  | { readonly address: string; readonly problem?: undefined }
  | { readonly address?: undefined; readonly problem: FieldProblem };

/**
 * Reads an email address. Characters that are not explicitly allowed are rejected, never dropped, because a mail
 * library might interpret such an address differently. The local part is in lowercase, the domain in ASCII.
 */
export function parseEmail(input: string): ParsedEmail {
  const text = trimAscii(input);
  if (!text) return { problem: { code: FieldErrorCode.REQUIRED, message: 'Enter your email address.' } };
  if (text.length > MAX_EMAIL_OCTETS) return { problem: TOO_LONG };
  const at = text.lastIndexOf('@');
  const localPart = foldEmail(text.slice(0, at));
  const domain = asciiDomain(text.slice(at + 1));
  if (!isLocalPart(localPart) || !isHostName(domain)) return { problem: notAnEmail(text) };
  const address = `${localPart}@${domain}`;
  const isTooLong = octets(localPart) > MAX_LOCAL_PART_OCTETS || octets(address) > MAX_EMAIL_OCTETS;
  return isTooLong ? { problem: TOO_LONG } : { address };
}

/** @throws {ExpectedError} InvalidInputError: the field holds something other than an email address. */
export function requireEmail(field: string, input: string): string {
  const { address = '', problem } = parseEmail(input);
  refuseInvalid({ [field]: problem });
  return address;
}

/**
 * What to search stored addresses for, given part of one: the text itself and, if it differs, the text with its domain
 * in ASCII.
 */
export function emailSearchTexts(text: string): string[] {
  const folded = foldEmail(text);
  const at = folded.lastIndexOf('@') + 1;
  const domain = asciiDomain(folded.slice(at));
  return domain && /[^\0-\x7F]/.test(folded.slice(at)) ? [folded, folded.slice(0, at) + domain] : [folded];
}

/** Removes ASCII whitespace around a text. Other whitespace remains, to be rejected. */
export function trimAscii(text: string): string {
  return text.replace(ASCII_WHITESPACE_AROUND, '');
}

const TOO_LONG: FieldProblem = {
  code: FieldErrorCode.TOO_LONG,
  message: `Use an address of at most ${MAX_EMAIL_OCTETS} bytes, ${MAX_LOCAL_PART_OCTETS} of them before the @.`,
};

function notAnEmail(text: string): FieldProblem {
  const message = UNSEEN.test(text)
    ? 'Remove spaces and invisible characters from the email address, or type it again.'
    : 'Enter an email address like name@example.com.';
  return { code: FieldErrorCode.NOT_AN_EMAIL, message };
}

/**
 * Character by character, because lowercasing a whole word depends on the position of a sigma, which lowercasing in a
 * database does not.
 */
function foldEmail(text: string): string {
  const lowerCase = Array.from(text.normalize('NFC'), (character) => character.toLowerCase());
  return lowerCase.join('').normalize('NFC');
}

/** Rejects lookalikes, too: NFKC changes full-width letters and ligatures. */
function isLocalPart(folded: string): boolean {
  return DOT_ATOM.test(folded) && folded === folded.normalize('NFKC');
}

/** UTS #46 gives every spelling of a domain one form; empty if there is none. */
function asciiDomain(text: string): string {
  return DOMAIN_CHARACTERS.test(text.normalize('NFKC')) ? domainToASCII(text) : '';
}

/** Whether mail libraries and servers leave the domain unchanged: they decode Punycode labels and encode them again. */
function isHostName(domain: string): boolean {
  if (!HOST_NAME.test(domain)) return false;
  const unicode = domainToUnicode(domain);
  return !/(?:^|\.)xn--/.test(unicode) && domainToASCII(unicode) === domain;
}

function octets(text: string): number {
  return Buffer.byteLength(text);
}

/** Runs a statement whose placeholders are `?`. */
type Execute = (statement: string, values?: unknown[]) => Promise<unknown[]>;

/** An account whose email address can no longer be used to log in. */
export interface UnusableEmail {
  readonly userId: string;
  readonly email: string;
  readonly reason: string;
}

interface StoredEmail {
  readonly id: string;
  readonly email: string;
}

const BATCH_SIZE = 1000;

/**
 * Converts stored addresses to their canonical form, which a database cannot do. Needed once for addresses stored by
 * versions that kept domains in Unicode. An address that is no longer allowed is left unchanged, and so is one whose
 * canonical form belongs to another account; tokens and outgoing emails for such an address are deleted.
 */
export async function canonicalizeEmails(execute: Execute): Promise<UnusableEmail[]> {
  const unusable: UnusableEmail[] = [];
  for await (const stored of candidates(execute, 'users', 'email')) {
    const reason = await canonicalizeUser(execute, stored);
    if (reason) unusable.push({ userId: stored.id, email: stored.email, reason });
  }
  await canonicalizeMail(execute, 'mail_tokens', 'email');
  await canonicalizeMail(execute, 'outgoing_mails', 'recipient');
  return unusable;
}

/** Like canonicalizeEmails, in a separate transaction. */
export function canonicalizeEmailsOf(em: SqlEntityManager): Promise<UnusableEmail[]> {
  return em.transactional((tx) => canonicalizeEmails((statement, values) => tx.execute(statement, values)));
}

/** @returns why the address remains unchanged. */
async function canonicalizeUser(execute: Execute, { id, email }: StoredEmail): Promise<string | undefined> {
  const { address, problem } = parseEmail(email);
  if (problem) return problem.message;
  if (address === email) return undefined;
  const [other] = (await execute('select id from users where email = ?', [address])) as StoredEmail[];
  if (other) return `It is the same mailbox as ${address}, which belongs to account ${other.id}.`;
  await execute('update users set email = ? where id = ?', [address, id]);
  return undefined;
}

async function canonicalizeMail(execute: Execute, table: string, column: string): Promise<void> {
  for await (const { id, email } of candidates(execute, table, column)) {
    const { address } = parseEmail(email);
    if (!address) await execute(`delete from ${table} where id = ?`, [id]);
    else if (address !== email) await execute(`update ${table} set ${column} = ? where id = ?`, [address, id]);
  }
}

/** Addresses that may not be canonical: those that are not ASCII, and Punycode. */
async function* candidates(execute: Execute, table: string, column: string): AsyncGenerator<StoredEmail> {
  const isCandidate = `(octet_length(${column}) <> char_length(${column}) or ${column} like '%xn--%')`;
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const batch = (await execute(
      `select id, ${column} as email from ${table} where ${isCandidate} and id > ? order by id limit ${BATCH_SIZE}`,
      [last],
    )) as StoredEmail[];
    yield* batch;
    if (batch.length < BATCH_SIZE) return;
    last = batch.at(-1)?.id ?? last;
  }
}
