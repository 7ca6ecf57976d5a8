import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();
const folder = mkdtempSync(join(tmpdir(), 'mails-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a server sends the emails in MAIL_TEMPLATES_DIR in place of its own', async () => {
  mkdirSync(join(folder, 'en'));
  writeFileSync(join(folder, 'en/verify-email.txt'), 'Subject: Welcome to {{brand}}\n\nOpen {{link}}\n');
  writeFileSync(join(folder, 'en/verify-email.html'), '<!doctype html><a href="{{link}}">Open</a>');
  await gatehouse.restart({ mailTemplatesDir: folder });
  const { user } = await gatehouse.api.newUser();
  const token = await gatehouse.mailedToken(user.email);
  const [mail] = gatehouse.mail.to(user.email);
  const link = `http://localhost:4000/account/verify-email?token=${token}`;
  expect([mail?.subject, mail?.text?.trim()]).toEqual(['Welcome to Gatehouse', `Open ${link}`]);
  expect(mail?.html).toContain(`<a href="${link}">Open</a>`);
});
