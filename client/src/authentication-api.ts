import { authorizationFor, authorized } from './authorization.js';
import { GatehouseError } from './errors.js';
import { dataOf, type GraphQLRequest, post, readResponse } from './graphql.js';
import type {
  AuthPayload,
  ChangePasswordInput,
  ChangePasswordPayload,
  ChangePasswordResult,
  CompleteLoginInput,
  CompleteLoginResult,
  ConfirmIdentityInput,
  ConfirmIdentityResult,
  IdentityConfirmation,
  LoginInput,
  LoginResult,
  RefreshTokenResult,
  RegisterInput,
  RegisterResult,
} from './operations.js';
import {
  CHANGE_PASSWORD,
  COMPLETE_LOGIN,
  CONFIRM_IDENTITY,
  LOGIN,
  LOGOUT,
  LOGOUT_ALL,
  ME,
  REFRESH_TOKEN,
  REGISTER,
} from './operations.js';
import type { TokenStore, Tokens } from './tokens.js';

/** A result with its tokens, which the app does not get. */
export type WithTokens<Result> = Exclude<Result, { __typename: 'AuthPayload' }> | AuthPayload;
export type ChangedWithTokens =
  | Exclude<ChangePasswordResult, { __typename: 'ChangePasswordPayload' }>
  | ChangePasswordPayload;

export type ConfirmedWithToken =
  | Exclude<ConfirmIdentityResult, { __typename: 'IdentityConfirmation' }>
  | IdentityConfirmation;

/**
 * For 10 seconds the server returns the same response to a refresh token, in case the first one got lost. Both attempts fit
 * into them.
 */
const REFRESH_TIMEOUT_MILLIS = 4000;
const REFRESH_PAUSE_MILLIS = 500;

/** Ample for a server whose queue of passwords to hash is full. Other tabs wait for the response, but not forever. */
const TIMEOUT_MILLIS = 20_000;

interface MutationOptions {
  readonly tokens?: Tokens | null;
  readonly signal?: AbortSignal | undefined;
  readonly path?: string;
  readonly timeoutMillis?: number;
}

/** Gatehouse's operations that sign in and out. Only a refresh is ever repeated. */
export class AuthenticationApi {
  constructor(
    private readonly url: string,
    private readonly send: typeof fetch,
    private readonly store: TokenStore,
  ) {}

  login(input: LoginInput, signal?: AbortSignal): Promise<WithTokens<LoginResult>> {
    return this.mutate({ query: LOGIN, variables: { input } }, { signal });
  }

  completeLogin(input: CompleteLoginInput, signal?: AbortSignal): Promise<WithTokens<CompleteLoginResult>> {
    return this.mutate({ query: COMPLETE_LOGIN, variables: { input } }, { signal });
  }

  register(input: RegisterInput, signal?: AbortSignal): Promise<WithTokens<RegisterResult>> {
    return this.mutate({ query: REGISTER, variables: { input } }, { signal });
  }

  /** Sends any mutation with an AuthPayload among its results. */
  signIn<Result>(query: string, input: object, signal?: AbortSignal): Promise<WithTokens<Result>> {
    return this.mutate({ query, variables: { input } }, { signal });
  }

  /** @throws {GatehouseError} REFRESH_FAILED: it is unknown whether the refresh token is valid. */
  async refresh(refreshToken: string | null): Promise<RefreshTokenResult> {
    const exchange = () => this.exchange(refreshToken);
    try {
      return await exchange().catch(() => pause(REFRESH_PAUSE_MILLIS).then(exchange));
    } catch (cause) {
      throw new GatehouseError('REFRESH_FAILED', 'The access token could not be refreshed. Try again.', { cause });
    }
  }

  /** Needs a valid access token. */
  changePassword(input: ChangePasswordInput, tokens: Tokens | null, signal?: AbortSignal): Promise<ChangedWithTokens> {
    return this.mutate({ query: CHANGE_PASSWORD, variables: { input } }, { tokens, signal });
  }

  /** Needs a valid access token. */
  confirmIdentity(
    input: ConfirmIdentityInput,
    tokens: Tokens | null,
    signal?: AbortSignal,
  ): Promise<ConfirmedWithToken> {
    return this.mutate({ query: CONFIRM_IDENTITY, variables: { input } }, { tokens, signal });
  }

  /** Ends the session on the server. */
  async logout(tokens: Tokens | null, signal?: AbortSignal): Promise<void> {
    const input = tokens?.refreshToken ? { refreshToken: tokens.refreshToken } : null;
    await this.mutate({ query: LOGOUT, variables: { input } }, { tokens, signal, path: '/session' }).catch((error) => {
      if (error.code !== 'UNAUTHENTICATED') throw error;
    });
  }

  /** Ends all sessions of the user on the server. Needs a valid access token. */
  async logoutEverywhere(tokens: Tokens | null, signal?: AbortSignal): Promise<void> {
    await this.mutate({ query: LOGOUT_ALL }, { tokens, signal });
  }

  /** Whether a request is authenticated by what the browser sends along. */
  async isAuthenticated(signal?: AbortSignal): Promise<boolean> {
    return (await this.mutate<unknown>({ query: ME }, { signal })) !== null;
  }

  private exchange(refreshToken: string | null): Promise<RefreshTokenResult> {
    const variables = refreshToken ? { input: { refreshToken } } : {};
    const options = { path: '/session', timeoutMillis: REFRESH_TIMEOUT_MILLIS };
    return this.mutate({ query: REFRESH_TOKEN, variables }, options);
  }

  /** The value of the mutation's only root field. */
  private async mutate<Result>(
    mutation: GraphQLRequest,
    { tokens = null, signal, path = '', timeoutMillis = TIMEOUT_MILLIS }: MutationOptions,
  ): Promise<Result> {
    // Browsers send the refresh cookie to one path only.
    const url = this.store.transport === 'cookie' ? this.url + path : this.url;
    const timeout = AbortSignal.timeout(timeoutMillis);
    const request = new Request(url, post(mutation, signal ? AbortSignal.any([signal, timeout]) : timeout));
    const response = await this.send(authorized(request, authorizationFor(tokens, this.store)));
    return Object.values(dataOf(await readResponse(response)))[0] as Result;
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
