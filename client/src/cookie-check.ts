import { GatehouseError } from './errors.js';

/**
 * Makes sure that the browser returns Gatehouse's cookies. It drops them without a word where the page is on another site:
 * https://developer.mozilla.org/docs/Web/HTTP/Guides/Cookies#samesite. Once they have arrived, nothing is sent again.
 *
 * @param url Gatehouse's GraphQL endpoint.
 * @param isAuthenticated asks the server whether a request is authenticated by its cookies.
 */
export function cookieCheck(url: string, isAuthenticated: (signal?: AbortSignal) => Promise<boolean>) {
  let haveArrived = false;
  return async (signal?: AbortSignal): Promise<void> => {
    if (haveArrived) return;
    // A failing network proves nothing. The session is kept.
    const arrive = await isAuthenticated(signal).catch(() => undefined);
    if (arrive === false) throw cookiesBlocked(url);
    haveArrived = arrive === true;
  };
}

function cookiesBlocked(url: string): GatehouseError {
  const { href, origin = 'an unknown address' } = globalThis.location ?? {};
  return new GatehouseError(
    'COOKIES_BLOCKED',
    `The login succeeded, but the browser does not send the cookies of ${new URL(url, href).origin} from a page at ${origin}. ` +
      'Open the page on the same site as the API (localhost and 127.0.0.1 are two sites), allow cookies, and use HTTPS ' +
      'except on localhost.',
  );
}
