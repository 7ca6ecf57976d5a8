import { languageOf, parseLocale, preferredLocale, supportedLocale } from '../../src/users/locale.js';

describe('language tags', () => {
  test.each([
    ['de', 'de'],
    ['DE-ch', 'de-CH'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['en-GB-u-hc-h12', 'en-GB'],
    ['iw', 'he'],
  ])('the language tag %s is kept as %s', (tag, canonical) => {
    expect(parseLocale(tag)).toBe(canonical);
  });

  test.each(['', 'x', 'de_CH', 'de-', '../de', 'de\r\nBcc: a@b', '<b>', 'd'.repeat(36), '日本語', 'en-US-posix '])(
    '%j is not a language tag',
    (tag) => {
      expect(parseLocale(tag)).toBeUndefined();
    },
  );

  test.each([
    ['de-AT', 'de', 'de-AT'],
    ['pt-BR', 'pt', 'pt-BR'],
    ['ja', 'ja', 'ja'],
    ['nl', 'en', 'en'],
    ['dee', 'en', 'en'],
    [null, 'en', 'en'],
  ])('%s means emails in %s, with times as in %s', (locale, language, written) => {
    expect([languageOf(locale), supportedLocale(locale)]).toEqual([language, written]);
  });
});

describe('Accept-Language', () => {
  test.each([
    ['de-CH,de;q=0.9,en;q=0.8', 'de-CH'],
    ['nl,en-GB;q=0.5,fr;q=0.7', 'fr'],
    ['fr;q=0, es', 'es'],
    ['EN-us', 'en-US'],
  ])('Accept-Language: %s prefers %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  test.each([undefined, '', '*', 'nl', ';;q=,', 'de;q=0', `${'a,'.repeat(5000)}`, '<script>', 'de_DE'])(
    'Accept-Language: %j names no language',
    (header) => {
      expect(preferredLocale(header)).toBeUndefined();
    },
  );
});
