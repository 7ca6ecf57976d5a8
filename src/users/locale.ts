import Negotiator from 'negotiator';
import { FieldErrorCode, type FieldProblem } from '../api/error-result.js';

/** The languages of emails. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What every tag in practical use fits into: https://www.rfc-editor.org/rfc/rfc5646#section-4.4.1 */
const MAX_LOCALE_LENGTH = 35;

/** @returns a language tag in its canonical form and without extensions; undefined if it is not one (BCP 47). */
export function parseLocale(tag: string): string | undefined {
  if (tag.length > MAX_LOCALE_LENGTH) return undefined;
  try {
    return new Intl.Locale(tag).baseName;
  } catch {
    return undefined;
  }
}

/** @returns the tag to store, null if none is given, or what is wrong with it. */
export function readLocale(input: string | null | undefined): { locale: string | null; problem?: FieldProblem } {
  if (!input) return { locale: null };
  const locale = parseLocale(input);
  if (locale) return { locale };
  const message = 'Use a language tag such as en, de-CH or pt-BR.';
  return { locale: null, problem: { code: FieldErrorCode.NOT_A_LOCALE, message } };
}

/** The lookup of RFC 4647 §3.4; as every language is a bare one, its first subtag decides. English by default. */
export function languageOf(locale: string | null): Language {
  return matchingLanguage(locale) ?? 'en';
}

/** A tag of the same language, for times and numbers as they are written in that country. */
export function supportedLocale(locale: string | null): string {
  return locale && matchingLanguage(locale) ? locale : 'en';
}

function matchingLanguage(locale: string | null): Language | undefined {
  const primary = locale?.split('-')[0];
  return LANGUAGES.find((language) => language === primary);
}

/**
 * What a browser says about its user: the most preferred tag whose language there is, so that `nl, en-GB` is British
 * English.
 *
 * @param acceptLanguage the header `Accept-Language`: RFC 9110 §12.5.4.
 * @returns undefined if there is none.
 */
export function preferredLocale(acceptLanguage: string | undefined): string | undefined {
  const preferred = new Negotiator({ headers: { 'accept-language': acceptLanguage ?? '' } }).languages();
  return preferred.map(parseLocale).find((locale) => matchingLanguage(locale ?? null));
}
