import type { AccessTokens } from './access-token.js';
import type { Authentication } from './authentication.js';
import type { FindTokenUser } from './token-user.js';

/** Whom an access token stands for: verified, not blacklisted, of an active user. Never throws because of a token. */
export type AuthenticateToken = (token: string) => Promise<Authentication>;

/** The one check of access tokens, for requests and for introspectToken. */
export function tokenAuthentication(accessTokens: AccessTokens, findTokenUser: FindTokenUser): AuthenticateToken {
  return async (text) => {
    const token = accessTokens.verify(text);
    if (typeof token === 'string') return { state: 'refused', reason: token };
    const found = await findTokenUser(token);
    return typeof found === 'string'
      ? { state: 'refused', reason: found }
      : { state: 'authenticated', user: found, token };
  };
}
