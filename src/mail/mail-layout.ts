import type { Language } from '../users/locale.js';
import { type Html, html } from './html.js';
import { fill, type MailPhrases, type MailText } from './mail-texts.js';

/** How emails present the service. */
export interface Brand {
  readonly name: string;
  readonly logoUrl?: string | undefined;
  /** As `#` and six hexadecimal digits, on which white text can be read. */
  readonly color: string;
  readonly privacyUrl?: string | undefined;
  readonly termsUrl?: string | undefined;
}

/** Where a button leads. */
export interface MailLink {
  readonly url: string;
  /** What can be entered instead, if anything. */
  readonly code: string | undefined;
  readonly validFor: string;
}

/** An email with its values, to be laid out. */
export interface MailParts {
  readonly language: Language;
  readonly brand: Brand;
  readonly phrases: MailPhrases;
  /** Without placeholders. */
  readonly text: MailText;
  readonly link?: MailLink | undefined;
  /** Of an email without a link. */
  readonly code?: { readonly code: string; readonly validFor: string } | undefined;
  /** When it was requested, and if the recipient may know that, from where. */
  readonly origin: ReadonlyArray<readonly [label: string, value: string]>;
}

export function layOutText({ brand, phrases, text, link, code, origin }: MailParts): string {
  const linked = link && [
    `${fill(phrases.linkFollows, { button: text.button ?? '' })}\n${link.url}`,
    ...enterCode(phrases, link),
    fill(phrases.expiry, { validFor: link.validFor }),
  ];
  const coded = code && [fill(phrases.yourCode, code), fill(phrases.codeExpiry, code)];
  const from = origin.map(([label, value]) => fill(phrases.labeled, { label, value })).join('\n');
  const legal = legalLinks(brand, phrases).map(([label, url]) => fill(phrases.labeled, { label, value: url }));
  const footer = ['-- ', brand.name, ...legal].join('\n');
  return `${[...text.before, ...(linked ?? []), ...(coded ?? []), ...text.after, from, footer].join('\n\n')}\n`;
}

function enterCode(phrases: MailPhrases, { code }: MailLink): string[] {
  return code ? [fill(phrases.enterCode, { code })] : [];
}

const FONT = `-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, 'Hiragino Sans', 'Noto Sans JP', Meiryo, sans-serif`;

/** Inline styles are for all programs. Those that have a dark mode of their own take it from here, and the rest ignore this. */
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (max-width: 480px) {
  .card { padding: 28px 22px !important }
  .page { padding: 20px 10px !important }
}
@media (prefers-color-scheme: dark) {
  .ground { background: #101418 !important }
  .card { background: #1b2127 !important; border-color: #313a43 !important }
  .box { background: #232b33 !important }
  .line { border-color: #313a43 !important }
  .strong { color: #f3f4f6 !important }
  .text { color: #d5dae0 !important }
  .faint, .faint a { color: #9aa4af !important }
}`;

/** Laid out in tables with inline styles, which is what Outlook and Gmail understand: https://www.caniemail.com */
export function layOutHtml(parts: MailParts): string {
  const { language, brand, text } = parts;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${text.subject}</title>
<style>${STYLE}</style>
</head>
<body class="ground" bgcolor="#f3f4f6" style="margin:0;padding:0;background:#f3f4f6;-webkit-text-size-adjust:100%">
${preheader(text.preheader)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="page ground" align="center" bgcolor="#f3f4f6" style="background:#f3f4f6;padding:40px 16px;font-family:${FONT}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td style="padding:0 4px 20px">${brandMark(brand)}</td></tr>
<tr><td class="card" bgcolor="#ffffff" style="background:#ffffff;border:1px solid #e3e6ea;border-radius:12px;padding:36px 40px">
<h1 class="strong" style="margin:0 0 16px;font-size:22px;line-height:1.35;font-weight:600;color:#14181d">${text.subject}</h1>
${text.before.map(paragraph)}${button(parts)}${codeBox(parts)}${text.after.map(paragraph)}${origin(parts)}${fallback(parts)}
</td></tr>
<tr><td class="faint" style="padding:20px 4px 0;font-size:13px;line-height:1.6;color:#667085">${footer(parts)}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`.markup;
}

/** What inboxes show beside the subject. The invisible characters keep them from showing more of the email. */
function preheader(text: string): Html {
  return html`<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${text}${'\u034f\u00a0'.repeat(80)}</div>`;
}

function brandMark({ name, logoUrl }: Brand): Html {
  const style = 'font-size:18px;line-height:40px;font-weight:600;color:#14181d;text-decoration:none';
  if (!logoUrl) return html`<span class="strong" style="${style}">${name}</span>`;
  return html`<img class="strong" src="${logoUrl}" alt="${name}" height="40" style="display:block;height:40px;width:auto;max-width:100%;border:0;${style}">`;
}

function paragraph(text: string): Html {
  return html`<p class="text" style="margin:0 0 16px;font-size:16px;line-height:1.6;color:#3a424c">${text}</p>\n`;
}

function button({ brand, phrases, text, link }: MailParts): Html | undefined {
  if (!link) return undefined;
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 12px"><tr>
<td bgcolor="${brand.color}" style="background:${brand.color};border-radius:8px">
<a href="${link.url}" target="_blank" style="display:inline-block;padding:13px 26px;font-size:16px;line-height:1.25;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px">${text.button ?? ''}</a>
</td></tr></table>
<p class="faint" style="margin:0 0 24px;font-size:14px;line-height:1.6;color:#667085">${fill(phrases.expiry, { validFor: link.validFor })}</p>
`;
}

/** The digits alone, so that they can be selected with a double click. */
function codeBox({ phrases, code }: MailParts): Html | undefined {
  if (!code) return undefined;
  return html`<p class="strong" style="margin:8px 0 12px;font-size:30px;line-height:1.25;font-weight:600;letter-spacing:4px;color:#14181d">${code.code}</p>
<p class="faint" style="margin:0 0 24px;font-size:14px;line-height:1.6;color:#667085">${fill(phrases.codeExpiry, code)}</p>
`;
}

function origin({ phrases, origin: rows }: MailParts): Html {
  const lines = rows.map(([label, value]) => html`<div>${fill(phrases.labeled, { label, value })}</div>`);
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="box faint" bgcolor="#f7f8fa" style="background:#f7f8fa;border-radius:8px;padding:12px 16px;font-size:14px;line-height:1.6;color:#5b6572">${lines}</td>
</tr></table>
`;
}

function fallback({ phrases, link }: MailParts): Html | undefined {
  if (!link) return undefined;
  return html`<p class="faint line" style="margin:24px 0 0;border-top:1px solid #e3e6ea;padding-top:16px;font-size:13px;line-height:1.6;color:#667085;word-break:break-all;overflow-wrap:anywhere"><span style="word-break:normal">${phrases.buttonFails}</span><br>
<a href="${link.url}" target="_blank" style="color:#667085">${link.url}</a><br>
<span style="word-break:normal">${enterCode(phrases, link)}</span></p>
`;
}

function footer({ brand, phrases }: MailParts): Html {
  const links = legalLinks(brand, phrases).map(
    ([label, url]) => html` &nbsp;·&nbsp; <a href="${url}" target="_blank" style="color:#667085">${label}</a>`,
  );
  return html`${brand.name}${links}`;
}

function legalLinks({ privacyUrl, termsUrl }: Brand, { privacy, terms }: MailPhrases): Array<[string, string]> {
  return [
    ...(privacyUrl ? [[privacy, privacyUrl] as [string, string]] : []),
    ...(termsUrl ? [[terms, termsUrl] as [string, string]] : []),
  ];
}
