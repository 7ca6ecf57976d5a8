import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Registration } from '../accounts/registration.js';
import { ExpectedError } from '../api/error-result.js';
import { InvalidRefreshTokenError } from '../api/expected-errors.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import type { Login } from '../credentials/login.js';
import type { AccessTokens } from './access-token.js';
import { LoginInput, LogoutInput, RefreshTokenInput, RegisterInput } from './auth.inputs.js';
import {
  AuthPayload,
  LoginResult,
  LogoutPayload,
  RefreshTokenResult,
  RegisterResult,
  VerificationRequired,
} from './auth.results.js';
import { type Context, refreshTokensInCookies } from './context.js';
import type { Logout } from './logout.js';
import type { RefreshTokenRotation } from './refresh-token-rotation.js';

export interface AuthServices {
  readonly registration: Registration;
  readonly login: Login;
  readonly logout: Logout;
  readonly rotation: RefreshTokenRotation;
  readonly accessTokens: AccessTokens;
}

@Resolver()
export class AuthResolver {
  constructor(private readonly services: AuthServices) {}

  @Mutation(() => RegisterResult, { description: 'Makes an account and signs it in.' })
  async register(
    @Arg('input', () => RegisterInput, { description: 'The account.' }) input: RegisterInput,
    @Ctx() context: Context,
  ) {
    const issued = await this.services.registration.register(context, input);
    return issued ? new AuthPayload(context.transport.deliver(issued)) : new VerificationRequired();
  }

  @Mutation(() => LoginResult, { description: 'Signs a user in: starts a session on this device.' })
  async login(
    @Arg('input', () => LoginInput, { description: 'The credentials.' }) input: LoginInput,
    @Ctx() context: Context,
  ) {
    return new AuthPayload(context.transport.deliver(await this.services.login.login(context, input)));
  }

  @Mutation(() => RefreshTokenResult, {
    description:
      'Exchanges a refresh token, once, for a new one and a fresh access token. A replayed one ends the session.',
  })
  async refreshToken(
    @Ctx() context: Context,
    @Arg('input', () => RefreshTokenInput, {
      nullable: true,
      description: 'The refresh token. Leave it out where the token is kept in a cookie.',
    })
    input?: RefreshTokenInput,
  ) {
    const { em, actor, transport, authentication } = context;
    const cookies = input ? [] : transport.refreshTokens;
    if (!input && cookies.length === 0) throw new ExpectedError(new InvalidRefreshTokenError(false));
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

  @Mutation(() => LogoutPayload, {
    description:
      'Ends this session: its access tokens and its refresh token are refused from now on, on every instance.',
  })
  async logout(
    @Ctx() context: Context,
    @Arg('input', () => LogoutInput, { nullable: true, description: 'The session, by its refresh token.' })
    input?: LogoutInput,
  ) {
    const { transport } = context;
    try {
      const endedSessionCount = await this.services.logout.logout(context, transport, input?.refreshToken ?? undefined);
      transport.clear();
      return new LogoutPayload(endedSessionCount);
    } catch (error) {
      if (transport.refreshTokens.length > 0 && error instanceof UnauthenticatedError) transport.clear();
      throw error;
    }
  }

  @Authorized()
  @Mutation(() => LogoutPayload, { description: 'Ends every session of the signed-in user, this one included.' })
  async logoutAll(@Ctx() context: Context) {
    return new LogoutPayload(await this.services.logout.logoutAll(context));
  }
}
