import { LIMITS } from '../../pages/src/shared/forms/field-limits.js';
import { languageOf, localeFor } from '../../pages/src/shared/language/languages.js';
import { MAX_NAME_LENGTH } from '../../src/credentials/factor-name.js';
import { passwordLengthProblem } from '../../src/credentials/password/password-policy.js';
import { parseEmail } from '../../src/users/email.js';
import { usernameProblem } from '../../src/users/username.js';

const NOBODY = { chosen: null, account: null, browser: [] };

test.each([
  ['the one that was chosen there', { chosen: 'fr', account: 'es', browser: ['de'] }, 'fr'],
  ['that of the signed-in user', { ...NOBODY, account: 'es', browser: ['de'] }, 'es'],
  ['the first of the browser that there is', { ...NOBODY, browser: ['nl-NL', 'pt-BR', 'de'] }, 'pt-BR'],
  [
    'the first of the browser if the user has one that there is not',
    { chosen: null, account: 'nl', browser: ['ja'] },
    'ja',
  ],
  ['English if nobody names one', NOBODY, 'en'],
  ['English if there is none of those named', { ...NOBODY, account: 'nl', browser: ['sv-SE'] }, 'en'],
])('the language of the account pages is %s', (_, preferences, locale) => {
  expect(localeFor(preferences)).toBe(locale);
});

test.each([
  ['en', ['en-GB', 'de'], 'en-GB'],
  ['en', ['de', 'en-GB'], 'en-GB'],
  ['en', ['de-AT'], 'en'],
])('dates look as in the country of the browser if it has the language: %s in %j', (chosen, browser, locale) => {
  expect(localeFor({ ...NOBODY, chosen, browser })).toBe(locale);
});

test.each(['constructor', 'x', '', 'english', null, undefined])(
  'no language is read into a tag that names none: %j',
  (tag) => {
    expect(languageOf(tag)).toBeUndefined();
  },
);

const of = (length: number) => 'x'.repeat(length);

test.each([
  ['the shortest username', LIMITS.username.TOO_SHORT ?? 0, (length: number) => usernameProblem(of(length)), -1],
  ['the longest username', LIMITS.username.TOO_LONG, (length: number) => usernameProblem(of(length)), 1],
  ['the longest password', LIMITS.password.TOO_LONG, (length: number) => passwordLengthProblem(of(length)), 1],
  ['the longest address', LIMITS.email.TOO_LONG, (length: number) => parseEmail(address(length)).problem, 1],
])('the account pages name the limit that the server has: %s', (_, limit, problemOf, step) => {
  expect(problemOf(limit)).toBeUndefined();
  expect(problemOf(limit + step)).toMatchObject({ code: expect.stringMatching(/^TOO_/) });
});

test('the account pages name the limit that the server has: the longest name of a passkey', () => {
  expect(LIMITS.name.TOO_LONG).toBe(MAX_NAME_LENGTH);
});

/** Valid, of so many characters. */
function address(length: number): string {
  const domain = `${`${of(62)}.`.repeat(3)}com`;
  return `${of(length - domain.length - 1)}@${domain}`;
}
