import { Arg, Ctx, createUnionType, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { ExpectedError, refuse } from '../api/error-result.js';
import { InvalidRefreshTokenError, TooManyAttemptsError } from '../api/expected-errors.js';
import type { AccessTokens } from './access-token.js';
import { AuthPayload } from './auth-payload.js';
import { type Context, refreshTokensInCookies } from './context.js';
import type { RefreshTokenRotation } from './refresh-token-rotation.js';

@InputType({ description: 'A refresh token to exchange.' })
export class RefreshTokenInput {
  @Field(() => String, {
    description: 'The most recent refresh token, from `register`, `login`, `refreshToken` or `changePassword`.',
  })
  refreshToken!: string;
}

export const RefreshTokenResult = createUnionType({
  name: 'RefreshTokenResult',
  description: 'New tokens, or why none were issued.',
  types: () => [AuthPayload, InvalidRefreshTokenError, TooManyAttemptsError] as const,
});

export interface RefreshTokenServices {
  readonly rotation: RefreshTokenRotation;
  readonly accessTokens: AccessTokens;
}

@Resolver()
export class RefreshTokenResolver {
  constructor(private readonly services: RefreshTokenServices) {}

  @Mutation(() => RefreshTokenResult, {
    description:
      'Exchanges a refresh token for a new one and a new access token. Each refresh token works once; replaying one ends the session.',
  })
  async refreshToken(
    @Ctx() context: Context,
    @Arg('input', () => RefreshTokenInput, {
      nullable: true,
      description: 'The refresh token. Omit it if the token is kept in a cookie.',
    })
    input?: RefreshTokenInput,
  ) {
    const { em, actor, transport, authentication } = context;
    const cookies = input ? [] : transport.refreshTokens;
    if (!input && cookies.length === 0) throw refuse(new InvalidRefreshTokenError(false));
    const presented = input
      ? { texts: [input.refreshToken] }
      : refreshTokensInCookies(transport, this.services.accessTokens);
    try {
      return new AuthPayload(transport.deliver(await this.services.rotation.rotate(em, presented, actor)));
    } catch (error) {
      const isDead = error instanceof ExpectedError && error.result instanceof InvalidRefreshTokenError;
      // Of several cookies, or beside an access token that is accepted, it need not be this browser's session that is dead.
      if (isDead && cookies.length === 1 && authentication.state === 'refused') transport.clear();
      throw error;
    }
  }
}
