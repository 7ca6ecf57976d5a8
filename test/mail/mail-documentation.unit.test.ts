import { readFileSync } from 'node:fs';
import { MailTemplate } from '../../src/mail/mail.entities.js';
import { LINKED_PAGES, PLACEHOLDERS } from '../../src/mail/mail-texts.js';
import { LANGUAGES } from '../../src/users/locale.js';

const page = readFileSync('docs/emails.md', 'utf8');
const table = /<!-- emails: .*?<!-- \/emails -->/s.exec(page)?.[0] ?? '';
const listed = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) =>
  name.replaceAll('-', '_').toUpperCase(),
);

test('docs/emails.md lists every email, those with a link first', () => {
  expect(listed.toSorted()).toEqual(Object.values(MailTemplate).toSorted());
  const linked = Object.keys(LINKED_PAGES);
  expect(listed.slice(0, linked.length).toSorted()).toEqual(linked.toSorted());
});

test('docs/emails.md lists every placeholder and every language', () => {
  const names = [...PLACEHOLDERS.map((name) => `\`{{${name}}}\``), ...LANGUAGES.map((language) => `(\`${language}\``)];
  expect(names.filter((name) => !page.includes(name))).toEqual([]);
});
