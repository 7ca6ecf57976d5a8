/** The languages of the pages, which are those of emails: by code, what they call themselves. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
} as const;

export type Language = keyof typeof LANGUAGES;

/** Of a tag such as `de-CH`; undefined if the pages do not speak it. The lookup of RFC 4647 §3.4. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.split('-')[0]?.toLowerCase() ?? '';
  return Object.hasOwn(LANGUAGES, primary) ? (primary as Language) : undefined;
}

export interface Preferences {
  /** By the switch. */
  readonly chosen: string | null;
  /** That of the signed-in user. */
  readonly account: string | null;
  /** `navigator.languages` */
  readonly browser: readonly string[];
}

/**
 * The tag for texts, dates and numbers. Where what decides names no country, dates look as in that of the next preference
 * with the same language: who chooses English in a browser set to British English gets British dates.
 */
export function localeFor({ chosen, account, browser }: Preferences): string {
  const preferred = [chosen, account, ...browser];
  const language = preferred.map(languageOf).find(Boolean) ?? 'en';
  const first = preferred.find((tag) => languageOf(tag) === language);
  if (first && first !== language) return first;
  return preferred.find((tag) => tag !== language && languageOf(tag) === language) ?? language;
}
