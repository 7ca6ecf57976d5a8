import { Arg, Ctx, createUnionType, Extensions, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { ExpectedError, refuse } from '../api/error-result.js';
import { InvalidRefreshTokenError, TooManyAttemptsError } from '../api/expected-errors.js';
import type { AccessTokens } from './access-token.js';
import { AuthPayload } from './auth-payload.js';
import { AUTHENTICATES_ITSELF, type Context, refreshTokensInCookies } from './context.js';
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

  @Extensions({ [AUTHENTICATES_ITSELF]: true })
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
    const { transport } = context;
    const cookies = input ? [] : transport.refreshTokens;
    if (!input && cookies.length === 0) throw refuse(new InvalidRefreshTokenError(false));
    const presented = input
      ? { texts: [input.refreshToken] }
      : refreshTokensInCookies(transport, this.services.accessTokens);
    try {
      return new AuthPayload(transport.deliver(await this.services.rotation.rotate(context, presented)));
    } catch (error) {
      const isDead = error instanceof ExpectedError && error.result instanceof InvalidRefreshTokenError;
      // Of several cookies, or beside an access token that is accepted, it need not be this browser's session that is dead.
      const isAlone = isDead && cookies.length === 1;
      if (isAlone && (await context.authenticate()).state === 'refused') transport.clear();
      throw error;
    }
  }
}
