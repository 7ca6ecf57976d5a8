import { isIP } from 'node:net';
import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { isReadableUnderWhite } from './brand.js';
import { ConnectionUrlError } from './connection-tls.js';
import { readConnectionUrl } from './connection-url.js';
import { parseRange, withoutBrackets } from './ip-address.js';
import { LogoFile } from './logo-file.js';
import { isLongEnough } from './signing-key.js';

/** Digits only: `Number` would also accept `1e3` and `0x10`. */
const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number, written in digits')
    .transform(Number)
    .pipe(z.number().min(least).max(most));

export const port = () => integer(0, 65_535);

/** For a default that other settings decide. */
export const optionalWholeNumber = (least: number, most: number) => integer(least, most).optional();

export const wholeNumber = (byDefault: number, least: number, most: number) => integer(least, most).default(byDefault);

export const seconds = (byDefault: number) => wholeNumber(byDefault, 1, 10 * 365 * 86_400);

export const perHour = (byDefault: number) => wholeNumber(byDefault, 1, 10_000_000);

export const commaSeparated = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item))
    .default([]);

/** Kept as written: the files that it names are read again when the database is opened. */
export const connectionUrl = () =>
  z.string().superRefine((url, context) => {
    try {
      readConnectionUrl(url);
    } catch (error) {
      if (!(error instanceof ConnectionUrlError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is to find.
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

/** Text that ends up in headers, tokens, paths or the log. */
export const line = () =>
  z.string().refine((text) => !CONTROL_CHARACTER.test(text), { error: 'must be a single line of text', abort: true });

export const share = () =>
  z
    .string()
    .regex(/^(\d+\.?\d*|\.\d+)(e-?\d+)?$/i, 'must be a number from 0 to 1')
    .transform(Number)
    .pipe(z.number().min(0).max(1));

/** What signs or encrypts. */
export const secret = () =>
  z.string().refine(isLongEnough, 'must have at least 32 bytes; generate one with: openssl rand -base64 48');

/** A name or an address to listen on. Brackets around an IPv6 address, as in a URL, are removed. */
export const host = () =>
  z
    .string()
    .transform(withoutBrackets)
    .refine(
      (text) => isIP(text) > 0 || (text.length <= 253 && HOST_NAME.test(text)),
      'must be a host name or an IP address, without a port',
    );

/** The labels of a host name, excluding shortened IPv4 addresses: `0` and `127.1` do not mean what they seem to. */
const HOST_NAME = /^(?![\d.]+$)[a-z\d_]([a-z\d_-]*[a-z\d_])?(\.[a-z\d_]([a-z\d_-]*[a-z\d_])?)*\.?$/i;

/** `new URL` silently drops tabs and line breaks, and escapes spaces. */
const parseUrl = (text: string) => (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text) ? undefined : new URL(text));

const EXAMPLE = 'must look like https://app.example.com, with the https://';

/**
 * Not `z.url()`, which accepts `app.example.com:443` as a URL with the protocol `app.example.com`.
 *
 * @param query false if something is appended to the URL.
 * @param fragment true for a page that people read, of which it may name a part.
 */
export const webUrl = ({ query = true, fragment = false } = {}) =>
  z
    .string()
    .refine((text) => ['http:', 'https:'].includes(parseUrl(text)?.protocol ?? ''), { error: EXAMPLE, abort: true })
    .refine((text) => !parseUrl(text)?.username && !parseUrl(text)?.password, 'must not contain a user or password')
    .refine((text) => (fragment || !text.includes('#')) && (query || !text.includes('?')), 'must end before a ? or #');

/** An image in pages and emails, which browsers and mail programs load over HTTPS only. */
export const httpsUrl = () =>
  webUrl().refine((text) => parseUrl(text)?.protocol === 'https:', 'must begin with https://, because emails show it');

/** Read when the server starts. */
export const logoFile = () =>
  line().transform((file, context) => LogoFile.read(file, (message) => context.addIssue(message)) ?? z.NEVER);

/** Kept in lower case. */
export const darkColor = () =>
  z
    .string()
    .regex(/^#[\da-f]{6}$/i, { error: 'must be six hexadecimal digits after a #, such as #1d4ed8', abort: true })
    .refine(isReadableUnderWhite, 'is too light: white text on it needs a contrast of at least 4.5 to 1')
    .transform((color) => color.toLowerCase());

/** The value of a browser's `Origin` header. A path would be ignored, and the whole origin allowed. */
export const webOrigin = () =>
  webUrl({ query: false }).refine((text) => {
    const url = parseUrl(text);
    return url?.pathname === '/' && !url.hostname.includes('*');
  }, 'must list whole origins such as https://app.example.com, without a path or *');

/** A domain that passkeys are for: https://www.w3.org/TR/webauthn-3/#rp-id */
export const rpId = () =>
  z
    .string()
    .toLowerCase()
    .refine(
      (text) => !isIP(text) && HOST_NAME.test(text) && !text.endsWith('.') && !/[_]/.test(text),
      'must be a domain such as example.com, without https://, port or path',
    );

/** An Android app is known by the digest of its certificate: https://developer.android.com/identity/sign-in/credential-manager#verify-origin */
const APP_ORIGIN = /^android:apk-key-hash:[\w-]{43}$/;

/** A page as the browser names it, or an app. Compared as text, so it has to be written in that way. */
export const passkeyOrigin = () =>
  z
    .string()
    .refine(
      (text) => APP_ORIGIN.test(text) || parseUrl(text)?.origin === text,
      'must list origins such as https://app.example.com, without a trailing slash, or android:apk-key-hash:...',
    );

/** Options in a query string are not accepted: they could turn off the protection of emails in transit. */
export const smtpUrl = () =>
  z.string().refine((text) => {
    const url = parseUrl(text);
    const hasRest = !!url && /[?#]/.test(text);
    if (!url || hasRest || !url.hostname || !['', '/'].includes(url.pathname)) return false;
    return ['smtp:', 'smtps:'].includes(url.protocol) && isDecodable(url.username) && isDecodable(url.password);
  }, 'must look like smtps://user:password@host:465, without a path or options; percent-encode reserved characters');

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** One mailbox: `no-reply@example.com` or `Example <no-reply@example.com>`. */
export const mailbox = () =>
  line().refine((text) => {
    const [first, ...others] = addressparser(text);
    return others.length === 0 && !!first && 'address' in first && /^[^\s@<>]+@[^\s@<>]+$/.test(first.address ?? '');
  }, 'must be one address, such as no-reply@example.com or Example <no-reply@example.com>');

const isRange = (entry: string) => parseRange(entry.trim()) !== undefined;

/** A proxy is trusted: trusting every address would let anyone claim any address and bypass every limit. */
const isEverybody = (entry: string) => parseRange(entry.trim())?.[1] === 0;

export const proxyAddresses = () =>
  z
    .string()
    .refine((list) => list.split(',').every(isRange), 'must list IP addresses or ranges such as 10.0.0.0/8')
    .refine(
      (list) => !list.split(',').some(isEverybody),
      'must not trust every address (a range that ends in /0): anyone could then claim any address',
    )
    .default('');
