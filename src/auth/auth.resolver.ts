import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Refusal } from '../errors/error-result.js';
import { InvalidRefreshTokenError } from '../errors/expected-errors.js';
import { UnauthenticatedError } from '../errors/request-errors.js';
import type { RefreshTokenRotation } from '../sessions/refresh-token-rotation.js';
import { LoginInput, LogoutInput, RefreshTokenInput, RegisterInput } from './auth.inputs.js';
import {
  AuthPayload,
  LoginResult,
  LogoutPayload,
  RefreshTokenResult,
  RegisterResult,
  VerificationRequired,
} from './auth.results.js';
import type { Login } from './login.js';
import type { Logout } from './logout.js';
import type { Registration } from './registration.js';

export interface AuthServices {
  readonly registration: Registration;
  readonly login: Login;
  readonly logout: Logout;
  readonly rotation: RefreshTokenRotation;
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
    const { em, actor, transport } = context;
    const cookie = input ? undefined : transport.refreshToken;
    try {
      const issued = await this.services.rotation.rotate(em, input?.refreshToken ?? cookie, actor);
      return new AuthPayload(transport.deliver(issued));
    } catch (error) {
      // Only one that came along: else it may be alive, and this was not its path.
      const isDead = error instanceof Refusal && error.result instanceof InvalidRefreshTokenError;
      if (cookie && isDead) transport.clear();
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
    const cookie = input?.refreshToken ? undefined : context.transport.refreshToken;
    try {
      const endedSessionCount = await this.services.logout.logout(context, input?.refreshToken ?? cookie);
      context.transport.clear();
      return new LogoutPayload(endedSessionCount);
    } catch (error) {
      if (cookie && error instanceof UnauthenticatedError) context.transport.clear();
      throw error;
    }
  }

  @Authorized()
  @Mutation(() => LogoutPayload, { description: 'Ends every session of the signed-in user, this one included.' })
  async logoutAll(@Ctx() context: Context) {
    return new LogoutPayload(await this.services.logout.logoutAll(context));
  }
}
