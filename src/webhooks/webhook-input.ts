import { FieldErrorCode, type FieldProblem } from '../api/error-result.js';
import { isPublic, parseAddress, withoutBrackets } from '../config/ip-address.js';
import { MAX_DESCRIPTION_LENGTH, MAX_URL_LENGTH } from './webhook.entities.js';

/**
 * @param isProduction whether only the Internet may be sent webhooks, and only by HTTPS. To what a name leads is checked
 *   at each attempt.
 */
export function problemOfUrl(text: string, isProduction: boolean): FieldProblem | undefined {
  if (!text) return { code: FieldErrorCode.REQUIRED, message: 'Enter a URL.' };
  if (text.length > MAX_URL_LENGTH)
    return { code: FieldErrorCode.TOO_LONG, message: `Use a URL of at most ${MAX_URL_LENGTH} characters.` };
  const message = reasonToReject(text, isProduction);
  return message ? { code: FieldErrorCode.FORBIDDEN_URL, message } : undefined;
}

function reasonToReject(text: string, isProduction: boolean): string | undefined {
  // The parser drops line breaks: https://url.spec.whatwg.org/#concept-basic-url-parser
  const url = /[\s\p{Cc}]/u.test(text) ? null : URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return 'Enter an absolute URL, such as https://example.com/.';
  if (url.username || url.password || url.hash) return 'Use a URL without a user name, a password and a fragment.';
  if (!isProduction) return undefined;
  if (url.protocol !== 'https:') return 'Use a URL that begins with https:.';
  return isPrivate(url.hostname) ? 'Use a URL whose host is on the Internet.' : undefined;
}

/** RFC 6761 §6.3: `localhost` and all names below it are this machine. */
const LOOPBACK_NAME = /(?:^|\.)localhost\.?$/;

/** @param host as a parsed URL has it: in lower case, and numbers as an address. */
function isPrivate(host: string): boolean {
  const address = parseAddress(withoutBrackets(host));
  return LOOPBACK_NAME.test(host) || (address !== undefined && !isPublic(address));
}

export function problemOfDescription(text: string): FieldProblem | undefined {
  if (text.length > MAX_DESCRIPTION_LENGTH)
    return {
      code: FieldErrorCode.TOO_LONG,
      message: `Use a description of at most ${MAX_DESCRIPTION_LENGTH} characters.`,
    };
  const isUnprintable = /\p{Cc}/u.test(text);
  return isUnprintable
    ? { code: FieldErrorCode.FORBIDDEN_CHARACTER, message: 'Use a description of printable characters.' }
    : undefined;
}

export function problemOfEventTypes(types: readonly unknown[]): FieldProblem | undefined {
  return types.length === 0 ? { code: FieldErrorCode.REQUIRED, message: 'Choose at least one event.' } : undefined;
}
