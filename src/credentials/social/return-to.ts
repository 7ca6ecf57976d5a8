/** What a browser may read in another way than `URL` does: https://url.spec.whatwg.org/#url-parsing */
const AMBIGUOUS = /[\s\\\p{Cc}]/u;

const MAX_LENGTH = 2048;

/** Whether front ends of an origin may be returned to. */
export type IsTrustedOrigin = (origin: string) => boolean;

/**
 * The page that a person is returned to after a login somewhere else.
 *
 * @param text a path of the front end, or a URL.
 * @param appUrl the front end.
 * @returns an absolute URL; undefined if it leads elsewhere, which would make this server an open redirector
 *   (https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html).
 */
export function readReturnTo(text: string, appUrl: string, isTrusted: IsTrustedOrigin): string | undefined {
  const isPath = /^\/(?!\/)/.test(text);
  const isUrl = /^https?:\/\/[^/]/i.test(text);
  if (AMBIGUOUS.test(text) || !(isPath || isUrl) || !URL.canParse(text, appUrl)) return undefined;
  const { origin, username, password, href } = new URL(text, appUrl);
  if (username || password || href.length > MAX_LENGTH) return undefined;
  return origin === new URL(appUrl).origin || isTrusted(origin) ? href : undefined;
}
