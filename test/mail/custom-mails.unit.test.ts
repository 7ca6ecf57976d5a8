import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCustomMails } from '../../src/mail/custom-mails.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mails-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The problems that are named, one a line. */
function complaints(files: Record<string, string>): string[] {
  try {
    readCustomMails(folderOf(files));
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
}

const GOOD = { 'de/verify-email.txt': 'Subject: Hallo\n\nBitte: {{link}}\n', 'de/verify-email.html': '{{link}}' };

test('templates are read by language and email', () => {
  const mails = readCustomMails(folderOf({ ...GOOD, 'de/.verify-email.txt.swp': 'of an editor' }));
  expect([...mails]).toEqual([['de/VERIFY_EMAIL', { subject: 'Hallo', text: 'Bitte: {{link}}\n', html: '{{link}}' }]]);
});

test.each([
  ['de/verify-emial.txt', 'Subject: a\n\n{{link}}', 'de/verify-emial.txt: is not the name of an email'],
  ['nl/verify-email.txt', 'Subject: a\n\n{{link}}', 'nl/verify-email.txt: is not the name of an email'],
  ['verify-email.txt', 'Subject: a\n\n{{link}}', 'verify-email.txt: is not the name of an email'],
  ['de/verify-email.txt', 'Hallo {{link}}', 'de/verify-email.txt: must begin with a line such as "Subject: Welcome"'],
  ['de/verify-email.txt', 'Subject: a\n\nno link', 'de/verify-email.txt: must contain {{link}}'],
  ['de/verify-email.html', '<p>no link</p>', 'de/verify-email.html: must contain {{link}}'],
  ['de/verify-email.html', '{{link}} {{user}}', 'de/verify-email.html: there is no placeholder {{user}}'],
])('a wrong %s is named: %j', (path, content, problem) => {
  expect(complaints({ ...GOOD, [path]: content })).toEqual([expect.stringContaining(problem)]);
});

test('an email needs both parts, of which programs show one or the other', () => {
  const [problem, ...others] = complaints({ 'fr/password-changed.txt': 'Subject: a\n\nb' });
  expect([problem, others]).toEqual([expect.stringContaining('fr/password-changed.html: is missing'), []]);
});

test('an email without a token takes no link', () => {
  const files = { 'en/password-changed.txt': 'Subject: a\n\nb', 'en/password-changed.html': '{{link}} {{time}}' };
  expect(complaints(files)).toEqual(['en/password-changed.html: this email has no {{link}}']);
});

test('all problems are named at once', () => {
  expect(complaints({ 'a.txt': '', 'de/reset-password.txt': '' }).length).toBe(4);
});

test('a folder that is not there is named', () => {
  expect(() => readCustomMails('/nowhere/at-all')).toThrow(
    /MAIL_TEMPLATES_DIR.*\n {2}the folder cannot be read \(ENOENT\)/,
  );
});
