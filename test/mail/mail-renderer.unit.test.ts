import { MailTemplate } from '../../src/mail/mail.entities.js';
import { type MailFacts, MailRenderer, type MailRendererOptions } from '../../src/mail/mail-renderer.js';
import { NO_PLACES, Place } from '../../src/security/places.js';
import { LANGUAGES } from '../../src/users/locale.js';

const NOW = new Date('2026-11-30T16:04:30Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const FACTS: MailFacts = {
  locale: null,
  token: { text: 'the-token', expiresAt: inSeconds(3600) },
  requestedAt: NOW,
  device: 'Firefox (Windows)',
  ipAddress: '203.0.113.7',
};
const BRAND = {
  name: 'Acme',
  color: '#0f766e',
  logoUrl: 'https://cdn.example.com/logo.png',
  privacyUrl: 'https://example.com/privacy',
  termsUrl: 'https://example.com/terms',
};

function render(template: MailTemplate, facts: Partial<MailFacts> = {}, options: Partial<MailRendererOptions> = {}) {
  const appUrl = 'https://app.example.com/';
  const defaults = { brand: BRAND, appUrl, customMails: new Map(), places: NO_PLACES, clock: () => NOW };
  const renderer = new MailRenderer({ ...defaults, ...options });
  return renderer.render(template, { ...FACTS, ...facts });
}

const ALL = LANGUAGES.flatMap((locale) => Object.values(MailTemplate).map((template) => [locale, template] as const));

test.each(ALL)('in %s, the email %s has no placeholder left, as text and as HTML', async (locale, template) => {
  const { subject, text, html, language } = await render(template, { locale });
  expect(`${subject}${text}${html}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
  expect([language, html.includes(`<html lang="${locale}">`), html.includes(subject)]).toEqual([locale, true, true]);
  expect(text).toContain('Acme');
});

test('an email loads nothing but the logo', async () => {
  const { html } = await render(MailTemplate.RESET_PASSWORD);
  const loaded = [...html.matchAll(/(?:src|background|url)\s*[=(]\s*["']?([^"'\s>)]+)/g)].map(([, url]) => url);
  expect(loaded).toEqual([BRAND.logoUrl]);
  expect(html).not.toMatch(/<(?:script|link|form|iframe|object)/);
});

test('an email has one button, which leads where the link in the text does', async () => {
  const { html, text } = await render(MailTemplate.RESET_PASSWORD);
  const link = 'https://app.example.com/reset-password?token=the-token';
  expect(text).toContain(`Choose a new password:\n${link}\n`);
  const targets = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, target]) => target);
  expect(targets).toEqual([link, link, BRAND.privacyUrl, BRAND.termsUrl]);
});

test('the link of an invitation says that it is one, so that its page can welcome people', async () => {
  const { text } = await render(MailTemplate.INVITATION);
  expect(text).toContain('\nhttps://app.example.com/reset-password?token=the-token&invited=true\n');
});

test('whatever is inserted into HTML is text there', async () => {
  const name = '<img src=x onerror=alert(1)> "A" & B';
  const { html, text } = await render(MailTemplate.VERIFY_EMAIL, {}, { brand: { ...BRAND, name } });
  expect([html.includes('<img src=x'), html.includes('&#60;img src=x onerror=alert(1)&#62;')]).toEqual([false, true]);
  expect(text).toContain(name);
});

test.each([
  ['en-US', 'November 30, 2026 at 4:04 PM UTC'],
  ['en-GB', '30 November 2026 at 16:04 UTC'],
  ['de-CH', '30. November 2026 um 16:04 UTC'],
  ['ja', '2026年11月30日 16:04 UTC'],
  ['xx', 'November 30, 2026 at 4:04 PM UTC'],
])('to someone who reads %s, the time is %s', async (locale, time) => {
  const { text } = await render(MailTemplate.PASSWORD_CHANGED, { locale });
  expect(text.replaceAll(/\s/g, ' ')).toContain(time);
});

test.each([
  [7 * 86_400, '7 days'],
  [86_400, '24 hours'],
  [3600, '1 hour'],
  [3599.5, '1 hour'],
  [5400, '90 minutes'],
  [59, '1 minute'],
])('a link that expires in %d seconds is said to be valid for %s', async (seconds, validFor) => {
  const token = { text: 'the-token', expiresAt: inSeconds(seconds) };
  expect((await render(MailTemplate.RESET_PASSWORD, { token })).text).toContain(`is valid for ${validFor}.`);
});

test('an email of which nobody knows where it was requested says only when', async () => {
  const { text } = await render(MailTemplate.PASSWORD_CHANGED, { device: null, ipAddress: null });
  expect(text).toMatch(/\n\nTime: [^\n]+\n\n-- \nAcme\n/);
});

test('an email says where the address is used that it was requested from, in the language of its recipient', async () => {
  const placeOf = async (ipAddress: string | null, locale: string | null) =>
    new Place({ city: `${ipAddress}`, country: `${locale}`, countryCode: null });
  const { text } = await render(MailTemplate.PASSWORD_CHANGED, { locale: 'de-CH' }, { places: { placeOf } });
  expect(text).toContain('\nIP-Adresse: 203.0.113.7\nOrt (ungefähr): 203.0.113.7, de-CH\n');
});

test('an email of the operator is filled in, and escaped only in HTML', async () => {
  const custom = {
    subject: 'Hello from {{brand}}',
    text: '{{ link }} {{device}}',
    html: '<a href="{{link}}">{{brand}}</a>',
  };
  const customMails = new Map([['de/VERIFY_EMAIL', custom]]);
  const brand = { ...BRAND, name: 'A & B' };
  const { subject, text, html } = await render(MailTemplate.VERIFY_EMAIL, { locale: 'de' }, { customMails, brand });
  const link = 'https://app.example.com/verify-email?token=the-token';
  expect([subject, text, html]).toEqual([
    'Hello from A & B',
    `${link} Firefox (Windows)`,
    `<a href="${link}">A &#38; B</a>`,
  ]);
  expect((await render(MailTemplate.VERIFY_EMAIL, {}, { customMails })).subject).toBe('Verify your email address');
});
