// Not by class-validator, which has the same function, but loads 300 modules with it.
import validator from 'validator/lib/isEmail.js';
import { FieldErrorCode, type FieldProblem } from '../errors/field-error.js';

/** The longest address that fits into the path of SMTP: RFC 5321 §4.5.3.1.3. */
const MAX_EMAIL_LENGTH = 254;

/** One person, one spelling: without blanks around it, in lower case. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

export function isEmailAddress(normalized: string): boolean {
  // A quoted local part may hold anything, and mailers disagree about where such a mail goes.
  const isPlain = normalized.isWellFormed() && !normalized.startsWith('"');
  return normalized.length <= MAX_EMAIL_LENGTH && isPlain && validator.default(normalized);
}

/** What is wrong with a normalized address, if anything. */
export function emailProblem(normalized: string): FieldProblem | undefined {
  if (!normalized) return { code: FieldErrorCode.REQUIRED, message: 'Enter your e-mail address.' };
  if (normalized.length > MAX_EMAIL_LENGTH) {
    return { code: FieldErrorCode.TOO_LONG, message: `Use an address of at most ${MAX_EMAIL_LENGTH} characters.` };
  }
  if (isEmailAddress(normalized)) return undefined;
  return { code: FieldErrorCode.NOT_AN_EMAIL, message: 'Enter an e-mail address like name@example.com.' };
}
