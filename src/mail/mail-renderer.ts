import type { Clock } from '../clock.js';
import type { Places } from '../security/places.js';
import { type Language, languageOf, supportedLocale } from '../users/locale.js';
import type { CustomMail, CustomMails } from './custom-mails.js';
import { escapeHtml } from './html.js';
import type { MailTemplate } from './mail.entities.js';
import { type Brand, layOutHtml, layOutText, type MailLink, type MailParts } from './mail-layout.js';
import {
  essentialOf,
  fill,
  LINK_DETAILS,
  LINKED_PAGES,
  type MailPhrases,
  type MailText,
  type MailTexts,
  type MailValues,
} from './mail-texts.js';

export interface MailContent {
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What an email proves: that someone reads it. */
export interface MailedToken {
  /** What its link carries; or of an email without one, the code. */
  readonly text: string;
  /** What can be entered instead of following the link. By default the same; null if nothing can. */
  readonly code?: string | null;
  readonly expiresAt: Date;
}

/** What an email is about. */
export interface MailFacts {
  /** The language tag of the recipient. */
  readonly locale: string | null;
  readonly token?: MailedToken | undefined;
  readonly requestedAt: Date;
  /** Where it was requested, if the recipient may know that. */
  readonly device: string | null;
  readonly ipAddress: string | null;
}

export interface MailRendererOptions {
  readonly brand: Brand;
  /** The front end that links lead to. */
  readonly appUrl: string;
  readonly customMails: CustomMails;
  readonly places: Places;
  readonly clock: Clock;
}

/** Renders emails as text and as HTML, in the language of the recipient. */
export class MailRenderer {
  constructor(private readonly options: MailRendererOptions) {}

  async render(template: MailTemplate, facts: MailFacts): Promise<MailContent> {
    const locale = supportedLocale(facts.locale);
    const language = languageOf(locale);
    const link = this.link(template, facts, locale);
    const code = this.code(template, facts, locale);
    const values = await this.values(facts, link ?? code, locale);
    const custom = this.options.customMails.get(`${language}/${template}`);
    if (custom) return { language, ...fillCustom(custom, values) };
    const { phrases, emails } = await loadTexts(language);
    const text = fillText(emails[template], values);
    const { brand } = this.options;
    const parts = { language, brand, phrases, text, link, code, origin: originOf(phrases, values) };
    return { language, subject: text.subject, text: layOutText(parts), html: layOutHtml(parts) };
  }

  private link(template: MailTemplate, { token }: MailFacts, locale: string): MailParts['link'] {
    const page = LINKED_PAGES[template];
    if (!page || !token) return undefined;
    const details = LINK_DETAILS[template] ?? '';
    const url = `${this.options.appUrl.replace(/\/$/, '')}${page}?token=${token.text}${details}`;
    const code = token.code === undefined ? token.text : (token.code ?? undefined);
    return { url, code, validFor: this.validFor(token, locale) };
  }

  private code(template: MailTemplate, { token }: MailFacts, locale: string): MailParts['code'] {
    if (essentialOf(template) !== 'code' || !token) return undefined;
    return { code: token.text, validFor: this.validFor(token, locale) };
  }

  private validFor({ expiresAt }: MailedToken, locale: string): string {
    return durationIn(locale, expiresAt.getTime() - this.options.clock().getTime());
  }

  private async values(
    { requestedAt, device, ipAddress }: MailFacts,
    sent: Partial<MailLink> | undefined,
    locale: string,
  ): Promise<MailValues> {
    const { name, privacyUrl = '', termsUrl = '' } = this.options.brand;
    const { url = '', code = '', validFor = '' } = sent ?? {};
    const place = String((await this.options.places.placeOf(ipAddress, locale)) ?? '');
    const origin = { time: timeIn(locale, requestedAt), device: device ?? '', ipAddress: ipAddress ?? '', place };
    return { brand: name, link: url, code, validFor, ...origin, privacyUrl, termsUrl };
  }
}

function fillText({ subject, preheader, before, button, after }: MailText, values: MailValues): MailText {
  const filled = (text: string) => fill(text, values);
  const paragraphs = { before: before.map(filled), after: after.map(filled) };
  return { subject: filled(subject), preheader: filled(preheader), ...paragraphs, ...(button && { button }) };
}

function fillCustom({ subject, text, html }: CustomMail, values: MailValues): Omit<MailContent, 'language'> {
  const escaped = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escapeHtml(value)]));
  return { subject: fill(subject, values), text: fill(text, values), html: fill(html, escaped) };
}

function originOf(phrases: MailPhrases, values: MailValues): Array<[string, string]> {
  const rows: Array<[string, string]> = [
    [phrases.time, values.time],
    [phrases.device, values.device],
    [phrases.ipAddress, values.ipAddress],
    [phrases.place, values.place],
  ];
  return rows.filter(([, value]) => value);
}

/** In UTC, because nobody knows the time zone of the recipient. */
function timeIn(locale: string, time: Date): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(time)} UTC`;
}

/** `7 days`, `24 hours`, `1 hour` or `45 minutes`. A minute that has begun counts as whole, other units do not. */
function durationIn(locale: string, millis: number): string {
  const minutes = Math.max(1, Math.ceil(millis / 60_000));
  const inUnit = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(value));
  if (minutes >= 2 * 1440) return inUnit(minutes / 1440, 'day');
  return minutes >= 120 || minutes === 60 ? inUnit(minutes / 60, 'hour') : inUnit(minutes, 'minute');
}

const LOADERS: Readonly<Record<Language, () => Promise<{ texts: MailTexts }>>> = {
  en: () => import('./texts/en.js'),
  de: () => import('./texts/de.js'),
  fr: () => import('./texts/fr.js'),
  es: () => import('./texts/es.js'),
  pt: () => import('./texts/pt.js'),
  ja: () => import('./texts/ja.js'),
};

/** Loads a language at its first email. */
export async function loadTexts(language: Language): Promise<MailTexts> {
  return (await LOADERS[language]()).texts;
}
