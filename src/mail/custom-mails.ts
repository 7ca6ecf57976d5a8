import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { StartupError } from '../config/startup-error.js';
import { LANGUAGES } from '../users/locale.js';
import { MailTemplate } from './mail.entities.js';
import { essentialOf, PLACEHOLDERS, placeholdersIn } from './mail-texts.js';

/** An email of the operator, with placeholders. */
export interface CustomMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** By language and template: `de/VERIFY_EMAIL`. */
export type CustomMails = ReadonlyMap<string, CustomMail>;

/** Lists everything that is wrong with the templates. */
export class MailTemplatesError extends StartupError {
  override readonly name = 'MailTemplatesError';

  constructor(problems: readonly string[]) {
    super(`The templates in MAIL_TEMPLATES_DIR are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/**
 * Reads the emails that replace those of the server: `de/verify-email.txt`, whose first line is `Subject: ...`, and
 * `de/verify-email.html`.
 *
 * @throws {MailTemplatesError}
 */
export function readCustomMails(folder: string): CustomMails {
  const files = readFolder(folder);
  const isThere = ({ path }: Place) => files.has(`${path}.txt`) || files.has(`${path}.html`);
  const present = PLACES.filter(isThere).map((place) => ({
    ...place,
    text: files.get(`${place.path}.txt`),
    html: files.get(`${place.path}.html`),
  }));
  const names = new Set(PLACES.flatMap(({ path }) => [`${path}.txt`, `${path}.html`]));
  const strangers = [...files.keys()].filter((file) => !names.has(file));
  const unknown = strangers.map((file) => `${file}: is not the name of an email in a language of this server`);
  const problems = [...unknown, ...present.flatMap(problemsOf)];
  if (problems.length > 0) throw new MailTemplatesError(problems);
  return new Map(present.map(({ key, text = '', html = '' }) => [key, split(text, html)]));
}

interface Place {
  readonly template: MailTemplate;
  readonly key: string;
  /** `de/verify-email`, without the extension. */
  readonly path: string;
}

const PLACES: readonly Place[] = LANGUAGES.flatMap((language) =>
  Object.values(MailTemplate).map((template) => ({
    template,
    key: `${language}/${template}`,
    path: `${language}/${template.toLowerCase().replaceAll('_', '-')}`,
  })),
);

/** By their path in the folder, with slashes. Hidden files, such as those of editors, are left out. */
function readFolder(folder: string): Map<string, string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return new Map(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
  } catch (error) {
    throw new MailTemplatesError([`the folder cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}

const SUBJECT = /^Subject: *(\S.*?) *\r?\n\s*/;

function split(file: string, html: string): CustomMail {
  const subject = SUBJECT.exec(file)?.[1] ?? '';
  return { subject, text: file.replace(SUBJECT, ''), html };
}

interface CustomFiles extends Place {
  readonly text: string | undefined;
  readonly html: string | undefined;
}

function problemsOf({ template, path, text, html }: CustomFiles): string[] {
  const missingSubject = text !== undefined && !SUBJECT.test(text);
  return [
    ...(missingSubject ? [`${path}.txt: must begin with a line such as "Subject: Welcome"`] : []),
    ...problemsOfFile(`${path}.txt`, template, text),
    ...problemsOfFile(`${path}.html`, template, html),
  ];
}

/** Programs show one part or the other, so both have to be there: https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4 */
function problemsOfFile(file: string, template: MailTemplate, content: string | undefined): string[] {
  if (content === undefined) return [`${file}: is missing; each email needs a .txt and a .html file`];
  return wrongPlaceholders(template, content).map((problem) => `${file}: ${problem}`);
}

/** The placeholders that are always empty, by what an email must contain. */
const USELESS = { link: [], code: ['link'], none: ['link', 'code', 'validFor'] } as const;

function wrongPlaceholders(template: MailTemplate, content: string): string[] {
  const used = placeholdersIn(content);
  const known: readonly string[] = PLACEHOLDERS;
  const unknown = [...new Set(used)].filter((name) => !known.includes(name));
  const problems = unknown.map((name) => `there is no placeholder {{${name}}}`);
  const essential = essentialOf(template);
  if (essential && !used.includes(essential))
    problems.push(`must contain {{${essential}}}, without which the email is useless`);
  const useless = USELESS[essential ?? 'none'].filter((name) => used.includes(name));
  return [...problems, ...useless.map((name) => `this email has no {{${name}}}`)];
}
