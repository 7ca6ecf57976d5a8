const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

/** The name of the parameter that says where to go after signing in. */
export const RETURN_TO = 'returnTo';

export interface ReturnToRules {
  readonly origins: readonly string[];
  /** Whether any port of this machine is allowed, as in development. */
  readonly localhost: boolean;
}

/**
 * Where `returnTo` leads: to a path here, or to a front end that the server knows by CORS_ORIGINS. Anything else is
 * ignored, so that no link to these pages can lead to another site (CWE-601).
 *
 * The browser's own parser decides, for it knows that `//evil`, `/\evil` and `https:evil` name other hosts.
 */
export function safeReturnTo(
  text: string | null,
  { origins, localhost }: ReturnToRules,
  here = location.origin,
): URL | undefined {
  if (!text || !URL.canParse(text, here)) return undefined;
  const url = new URL(text, here);
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password) return undefined;
  const isAllowed = url.origin === here || origins.includes(url.origin) || (localhost && LOCALHOST.test(url.origin));
  return isAllowed ? url : undefined;
}
