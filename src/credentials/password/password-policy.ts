import { domainToASCII, domainToUnicode } from 'node:url';
import { dictionary } from '@zxcvbn-ts/language-common';
import { FieldErrorCode, type FieldProblem } from '../../api/error-result.js';
import type { Config } from '../../config/config.js';
import type { CharacterClass } from '../../config/settings.js';

/** Far longer than anyone types; keeps hostile input from being hashed. */
const MAX_PASSWORD_LENGTH = 1024;

const COMMON_PASSWORDS: ReadonlySet<string> = new Set(dictionary['passwords-common']);

const CHARACTER_CLASS: Record<CharacterClass, { pattern: RegExp; name: string }> = {
  upper: { pattern: /\p{Lu}/u, name: 'an uppercase letter' },
  lower: { pattern: /\p{Ll}/u, name: 'a lowercase letter' },
  digit: { pattern: /\p{Nd}/u, name: 'a digit' },
  symbol: { pattern: /[^\p{L}\p{N}\s]/u, name: 'a symbol such as ! or %' },
};

export interface PasswordPolicy {
  /** Fewest characters, counted as Unicode code points. */
  readonly minLength: number;
  /** Kinds of characters that must occur; none by default, as NIST SP 800-63B §3.1.1.2 recommends. */
  readonly requiredCharacters: readonly CharacterClass[];
  /** Words that no password may contain, compared case-insensitively. */
  readonly forbiddenWords: readonly string[];
}

export function passwordPolicy(config: Config): PasswordPolicy {
  return {
    minLength: config.passwordMinLength,
    requiredCharacters: config.passwordRequiredCharacters,
    forbiddenWords: config.passwordForbiddenWords,
  };
}

/** The names of an account: the first passwords that an attacker would try. */
export interface Identity {
  readonly email: string;
  readonly username?: string | null | undefined;
}

/**
 * What is wrong with a new password, if anything.
 *
 * @param identity that of the account, as far as it is known.
 */
export function newPasswordProblem(
  password: string,
  policy: PasswordPolicy,
  identity?: Identity,
): FieldProblem | undefined {
  if (!password) return { code: FieldErrorCode.REQUIRED, message: 'Choose a password.' };
  const tooLong = passwordLengthProblem(password);
  if (tooLong) return tooLong;
  const lengths = [password, password.normalize('NFKC')].map((text) => [...text].length);
  if (Math.min(...lengths) < policy.minLength) {
    return { code: FieldErrorCode.TOO_SHORT, message: `Use at least ${policy.minLength} characters.` };
  }
  return (
    commonPasswordProblem(password) ??
    (identity && samePasswordProblem(password, identity)) ??
    forbiddenWordProblem(password, policy) ??
    missingCharacterProblem(password, policy)
  );
}

/** The only rule for a password that is typed to log in: it may be older than the policy. */
export function passwordLengthProblem(password: string): FieldProblem | undefined {
  if (password.length <= MAX_PASSWORD_LENGTH) return undefined;
  return { code: FieldErrorCode.TOO_LONG, message: `Use at most ${MAX_PASSWORD_LENGTH} characters.` };
}

function commonPasswordProblem(password: string): FieldProblem | undefined {
  if (!COMMON_PASSWORDS.has(folded(password))) return undefined;
  return {
    code: FieldErrorCode.COMMON_PASSWORD,
    message: 'This is one of the most common passwords. Choose one that is harder to guess.',
  };
}

/** Only where they are equal: a long password that contains a name can be a good one. */
function samePasswordProblem(password: string, { email, username }: Identity): FieldProblem | undefined {
  const [localPart, domain] = [email.replace(/@[^@]*$/, ''), email.slice(email.lastIndexOf('@') + 1)];
  const spellings = [domainToASCII(domain), domainToUnicode(domain)].map((spelled) => `${localPart}@${spelled}`);
  const names = [email, localPart, username, ...spellings].filter((name) => typeof name === 'string');
  if (!names.some((name) => folded(name).trim() === folded(password).trim())) return undefined;
  return {
    code: FieldErrorCode.SAME_AS_IDENTITY,
    message: 'Choose a password other than your email address or username.',
  };
}

function forbiddenWordProblem(password: string, { forbiddenWords }: PasswordPolicy): FieldProblem | undefined {
  const word = forbiddenWords.find((candidate) => folded(password).includes(folded(candidate)));
  if (!word) return undefined;
  return { code: FieldErrorCode.FORBIDDEN_WORD, message: `Choose a password without the word "${word}".` };
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function missingCharacterProblem(password: string, policy: PasswordPolicy): FieldProblem | undefined {
  const missing = policy.requiredCharacters
    .map((kind) => CHARACTER_CLASS[kind])
    .find((kind) => !kind.pattern.test(password));
  return missing && { code: FieldErrorCode.MISSING_CHARACTER_CLASS, message: `Add ${missing.name}.` };
}
