import { timingSafeEqual } from 'node:crypto';
import { ForbiddenError } from '../../api/request-errors.js';
import type { Config } from '../../config/config.js';
import { digestOf } from '../../security/digest.js';
import type { AuthenticateToken } from '../authenticate-token.js';
import { activeToken, INACTIVE, type TokenIntrospection } from './introspection.results.js';

/** Tells services that cannot verify access tokens themselves whether one is in force: RFC 7662. */
export class TokenIntrospector {
  constructor(
    private readonly authenticate: AuthenticateToken,
    private readonly config: Pick<Config, 'tokenIntrospectionSecret' | 'jwtIssuer' | 'jwtAudience'>,
  ) {}

  /** @throws {ForbiddenError} TOKEN_INTROSPECTION_SECRET is set, and another or no secret was sent. */
  async introspect(token: string, secret: string | undefined): Promise<TokenIntrospection> {
    const { tokenIntrospectionSecret, jwtIssuer: iss, jwtAudience: aud } = this.config;
    if (tokenIntrospectionSecret && !isSame(tokenIntrospectionSecret, secret ?? '')) {
      throw new ForbiddenError('You are not allowed to do this. Send the secret of introspection in input.secret.');
    }
    const authentication = await this.authenticate(token);
    return authentication.state === 'authenticated' ? activeToken(authentication, { iss, aud }) : INACTIVE;
  }
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digestOf(one)), Buffer.from(digestOf(other)));
}
