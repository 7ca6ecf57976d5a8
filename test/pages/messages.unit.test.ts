import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { LANGUAGES } from '../../pages/src/shared/language/languages.js';
import { ErrorCode, FieldErrorCode } from '../../src/api/error-result.js';
import { LANGUAGES as LANGUAGES_OF_EMAILS } from '../../src/users/locale.js';
import { componentFiles, textsIn, textsOf, textsWrittenInto } from './page-texts.js';

const LANGUAGES_OF_PAGES = Object.keys(LANGUAGES);
const TRANSLATIONS = LANGUAGES_OF_PAGES.filter((language) => language !== 'en');

/** Codes that nobody meets on the account pages: of the API itself, or of the administration. */
const ELSEWHERE: string[] = [
  ...[ErrorCode.INVALID_REFRESH_TOKEN, ErrorCode.USER_NOT_FOUND, ErrorCode.EMAIL_NOT_FOUND],
  ...[ErrorCode.INVALID_API_KEY, ErrorCode.API_KEY_NOT_FOUND, ErrorCode.SERVICE_ACCOUNT_NOT_FOUND],
  ...[ErrorCode.TOO_MANY_WEBHOOKS, ErrorCode.WEBHOOK_NOT_FOUND, ErrorCode.WEBHOOK_DISABLED],
  ErrorCode.WEBHOOK_DELIVERY_NOT_FOUND,
];

/** `{brand}`, `<link>`, and what a `select` chooses by. How a count is said is up to the language. */
function placeholdersOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...placeholdersOf(element.children)];
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [`{${element.value}}`];
    const options = Object.entries(element.options);
    const choices = element.type === TYPE.select ? options.map(([choice]) => `{${element.value}: ${choice}}`) : [];
    return [`{${element.value}}`, ...choices, ...options.flatMap(([, { value }]) => placeholdersOf(value))];
  });
}

const unique = (names: string[]) => [...new Set(names)].sort();

const placeholders = (texts: Map<string, string>) =>
  Object.fromEntries([...texts].map(([key, text]) => [key, unique(placeholdersOf(parse(text)))]));

/** The forms in which a text says a count. */
function pluralsOf(elements: MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => (element.type === TYPE.plural ? [Object.keys(element.options)] : []));
}

test('the account pages speak the languages of the emails', () => {
  expect(LANGUAGES_OF_PAGES.sort()).toEqual([...LANGUAGES_OF_EMAILS].sort());
});

test.each(TRANSLATIONS)(
  'the account pages have each text in this language, with its placeholders: %s',
  async (language) => {
    expect(placeholders(await textsOf(language))).toEqual(placeholders(await textsOf('en')));
  },
);

test.each(LANGUAGES_OF_PAGES)('no text of the account pages is empty or has spaces around it: %s', async (language) => {
  const texts = [...(await textsOf(language)).values()];
  expect(texts.filter((text) => text.trim() !== text || !text)).toEqual([]);
});

test.each(TRANSLATIONS)('no sentence of the account pages is left in English: %s', async (language) => {
  const english = await textsOf('en');
  const isLeft = ([key, text]: [string, string]) => text === english.get(key) && /\p{L} \p{L}/u.test(text);
  expect([...(await textsOf(language))].filter(isLeft)).toEqual([]);
});

test.each(LANGUAGES_OF_PAGES)('the account pages say one and many as the language does: %s', async (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const expected = pluralCategories.includes('one') ? ['one', 'other'] : ['other'];
  const plurals = [...(await textsOf(language)).values()].flatMap((text) => pluralsOf(parse(text)));
  expect(plurals.length).toBeGreaterThan(0);
  for (const forms of plurals) expect(forms).toEqual(expected);
});

test('the account pages have a text for each code of a failure that people can meet on them', async () => {
  const keys = [...(await textsOf('en')).keys()];
  const codes = Object.values(ErrorCode).filter((code) => !ELSEWHERE.includes(code));
  expect(keys).toEqual(expect.arrayContaining(codes.map((code) => `problems.${code}`)));
});

test('the account pages have a text for each rule that a field can break, and for no others', async () => {
  const keys = [...(await textsOf('en')).keys()].filter((key) => key.startsWith('fieldProblems.'));
  expect(keys.sort()).toEqual(
    Object.values(FieldErrorCode)
      .map((code) => `fieldProblems.${code}`)
      .sort(),
  );
});

test.each(componentFiles())('no text for people is written into a component of the account pages: %s', (file) => {
  // Shown where the texts cannot be loaded.
  if (file.endsWith('PageErrors.tsx')) return;
  expect(textsIn(file)).toEqual([]);
});

test.each([
  ['<p>Hello</p>', 'Hello'],
  ['<p>{isOn ? "On" : t("off")}</p>', 'On'],
  ['<p>{isAdministrator && "Administrator"}</p>', 'Administrator'],
  ['<p>{`Hello #{name}`}</p>', 'Hello'],
  ['<Field label="Name" />', 'Name'],
  ['<Form button={isNew ? "Add" : t("save")} />', 'Add'],
  ['notify("Your name is saved.")', 'Your name is saved.'],
  ['notify(`#{name} is removed.`)', 'is removed.'],
])('a text that is written into a component of the account pages is found: %s', (source, text) => {
  expect(textsWrittenInto(source.replace('#{', '${'))).toEqual([text]);
});

test.each(['<p className="a b">{t("hello")}</p>', '<a href="/profile">{name}</a>', 'graphql(`query Me { me }`)'])(
  'what nobody reads is not taken for a text of a component: %s',
  (source) => expect(textsWrittenInto(source)).toEqual([]),
);
