import { MailTemplate } from '../../src/mail/mail.entities.js';
import { loadTexts } from '../../src/mail/mail-renderer.js';
import { LINKED_PAGES, type MailText, placeholdersIn } from '../../src/mail/mail-texts.js';
import { LANGUAGES } from '../../src/users/locale.js';

const TEMPLATES = Object.values(MailTemplate);

const linesOf = ({ subject, preheader, before, button = '', after }: MailText) => ({
  subject,
  preheader,
  before: before.join('\n'),
  button,
  after: after.join('\n'),
});

/** Of each line, its placeholders. */
const placeholders = (lines: object) =>
  Object.entries(lines).map(([name, line]) => [name, placeholdersIn(String(line)).sort()]);

describe.each(LANGUAGES)('%s', (language) => {
  test.each(TEMPLATES)('the email %s has all of its parts', async (template) => {
    const { button, ...lines } = linesOf((await loadTexts(language)).emails[template]);
    expect(Object.values(lines).filter((line) => !line.trim())).toEqual([]);
    expect(button !== '').toBe(template in LINKED_PAGES);
  });

  test.each(TEMPLATES)('the email %s has the placeholders of the English one', async (template) => {
    const [texts, english] = [await loadTexts(language), await loadTexts('en')];
    expect(placeholders(linesOf(texts.emails[template]))).toEqual(placeholders(linesOf(english.emails[template])));
  });

  test('the phrases have the placeholders of the English ones', async () => {
    const [{ phrases }, english] = [await loadTexts(language), await loadTexts('en')];
    expect(placeholders(phrases)).toEqual(placeholders(english.phrases));
  });

  test('no two emails have the same subject', async () => {
    const subjects = Object.values((await loadTexts(language)).emails).map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(TEMPLATES.length);
  });
});

test('nothing is left in English', async () => {
  const english = Object.values((await loadTexts('en')).emails).flatMap((text) => Object.values(linesOf(text)));
  for (const language of LANGUAGES.filter((each) => each !== 'en')) {
    const lines = Object.values((await loadTexts(language)).emails).flatMap((text) => Object.values(linesOf(text)));
    expect(lines.filter((line) => line && english.includes(line))).toEqual([]);
  }
});
