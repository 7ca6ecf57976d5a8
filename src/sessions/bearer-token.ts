/** What a request presents as its access token. */
export type PresentedToken =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' }
  /** Several cookies: it cannot be known which one is the user's. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'token'; readonly token: string };

/** `Bearer`, in any letter case, one or more spaces, one `b64token`: RFC 6750 §2.1, RFC 9110 §11.1. */
const BEARER = /^[ \t]*Bearer +([A-Za-z0-9\-._~+/]+=*)[ \t]*$/i;

/** Only what HTTP counts as blank, RFC 9110 §5.6.3: `trim()` would drop a no-break space too. */
const BLANK = /^[ \t]*$/;

/**
 * Reads the `Authorization` header. An empty one counts as absent: Apollo Client's documented auth link sends it
 * for whoever is not signed in, https://www.apollographql.com/docs/react/networking/authentication
 */
export function parseBearerHeader(header: string | undefined): PresentedToken {
  if (header === undefined || BLANK.test(header)) return { kind: 'absent' };
  const token = BEARER.exec(header)?.[1];
  return token ? { kind: 'token', token } : { kind: 'malformed' };
}

/** A cookie counts only where there is no header: who sends one means it. */
export function presentedAccessToken(header: string | undefined, cookies: readonly string[]): PresentedToken {
  const bearer = parseBearerHeader(header);
  const [token, ...others] = cookies;
  if (bearer.kind !== 'absent' || !token) return bearer;
  return others.length > 0 ? { kind: 'ambiguous' } : { kind: 'token', token };
}
