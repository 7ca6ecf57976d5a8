import { AuthenticationApi, type WithTokens } from './authentication-api.js';
import type { Authorization } from './authorization.js';
import { authorizedFetch } from './authorized-fetch.js';
import { cookieCheck } from './cookie-check.js';
import { type Print, type TypedDocument, textOf } from './document.js';
import { dataOf, type GraphQLRequest, type GraphQLResponse, post, readResponse } from './graphql.js';
import { abortable } from './mutex.js';
import {
  type AuthPayload,
  CHANGE_PASSWORD,
  type ChangePasswordInput,
  type ChangePasswordResult,
  CONFIRM_IDENTITY,
  type CompleteLoginInput,
  type CompleteLoginResult,
  type ConfirmIdentityInput,
  type ConfirmIdentityResult,
  LOGOUT_ALL,
  type LoginInput,
  type LoginResult,
  type RegisterInput,
  type RegisterResult,
} from './operations.js';
import { ClientSession, type SignOutReason } from './session.js';
import { type TokenRejection, tokenRejectionOf } from './token-rejection.js';
import { memoryTokens, type TokenStore, type Tokens } from './tokens.js';

export interface GatehouseClientOptions {
  /** Gatehouse's GraphQL endpoint: `https://auth.example.com/graphql`, or `/graphql` on the page's own origin. */
  readonly url: string;
  /** The store of the tokens: `memoryTokens()` by default. */
  readonly tokens?: TokenStore;
  /** Other origins to send the access token to: `['https://api.example.com']`. None by default. */
  readonly origins?: readonly string[];
  /** graphql-js' `print`, for documents that are syntax trees rather than text. */
  readonly print?: Print;
  /** Sends every request: the platform's `fetch` by default. */
  readonly fetch?: typeof fetch;
}

export interface RequestOptions {
  /** Aborts the wait: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface LogoutOptions extends RequestOptions {
  /** Ends all sessions of the user, on every device. */
  readonly everywhere?: boolean;
}

/** A client of one Gatehouse server. Its functions can be passed on: they need no `this`. */
export interface GatehouseClient {
  /** The GraphQL endpoint. */
  readonly url: string;

  /**
   * Signs in. A wrong password and other expected failures are results, not errors.
   *
   * @throws {GatehouseError} COOKIES_BLOCKED: the browser does not return the cookies of the new session. Or the server
   * failed.
   */
  login(input: LoginInput, options?: RequestOptions): Promise<LoginResult>;

  /**
   * Signs in by a second factor, after a login that returned `SecondFactorRequiredError`. A wrong code is a result, not an
   * error.
   *
   * @throws {GatehouseError} as `login` does.
   */
  completeLogin(input: CompleteLoginInput, options?: RequestOptions): Promise<CompleteLoginResult>;

  /**
   * Creates an account and signs it in; where email addresses must be verified first, returns `VerificationRequired`.
   *
   * @throws {GatehouseError} COOKIES_BLOCKED: the browser does not return the cookies of the new session. Or the server
   * failed.
   */
  register(input: RegisterInput, options?: RequestOptions): Promise<RegisterResult>;

  /**
   * Signs in by any mutation that takes an `input` and has `AuthPayload` among its results. For `gatehouse-client/passkeys`.
   *
   * @throws {GatehouseError} as `login` does.
   */
  signInBy<Result>(mutation: string, input: object, options?: RequestOptions): Promise<Result>;

  /**
   * Changes the password of the signed-in user and ends every other session. A new session replaces this one, and
   * `sessionId()` changes; nobody is signed out here. A wrong password is a result, not an error.
   *
   * @throws {GatehouseError} nobody is signed in, or the server failed.
   */
  changePassword(input: ChangePasswordInput, options?: RequestOptions): Promise<ChangePasswordResult>;

  /**
   * Proves once more who is signed in, after a request that failed with `REAUTHENTICATION_REQUIRED`: repeat it then. The
   * session stays the same. A wrong password or code is a result, not an error.
   *
   * @throws {GatehouseError} nobody is signed in, or the server failed.
   */
  confirmIdentity(input: ConfirmIdentityInput, options?: RequestOptions): Promise<ConfirmIdentityResult>;

  /**
   * Ends the session. Tokens are forgotten even if the server cannot be reached. Cookies, which only the server can delete,
   * remain then, and the user stays signed in.
   *
   * @throws {GatehouseError} the server failed: the session may still be active there.
   */
  logout(options?: LogoutOptions): Promise<void>;

  /**
   * Gets new tokens now; requests do so on their own. With cookies, finds out after a reload whether a user is signed in.
   *
   * @returns whether a user is signed in.
   * @throws {GatehouseError} REFRESH_FAILED.
   */
  refresh(options?: RequestOptions): Promise<boolean>;

  /**
   * Runs an operation, and returns its data.
   *
   * @throws {GatehouseError} the response has errors; `code` is that of the first.
   */
  request<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    variables?: Variables,
    options?: RequestOptions,
  ): Promise<Result>;
  // biome-ignore lint/suspicious/noExplicitAny: text does not carry the type of its result.
  request<Result = any>(document: string, variables?: object, options?: RequestOptions): Promise<Result>;

  /** Runs an operation, and returns the GraphQL response with its data and errors. For adapters. */
  execute(request: GraphQLRequest, options?: RequestOptions): Promise<GraphQLResponse>;

  /**
   * `fetch` with the access token, for any library that takes one. Only Gatehouse's own origin and `origins` get the
   * token. A request that is rejected because it has expired is repeated once, after a refresh.
   */
  readonly fetch: typeof fetch;

  /** What to send with a request that `fetch` cannot make, such as a WebSocket. Refreshes an aging token first. */
  authorize(options?: RequestOptions): Promise<Authorization>;

  /**
   * Handles a rejected token: refreshes it, or signs out. For adapters.
   *
   * @returns whether to repeat the request.
   */
  afterRejection(authorization: Authorization, rejection: TokenRejection, options?: RequestOptions): Promise<boolean>;

  isSignedIn(): boolean;

  /** The id of the session; null if nobody is signed in. A different id may mean a different user. */
  sessionId(): string | null;

  /** Calls back when a user has signed in or out, in any tab. @returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;

  /** Calls back once each time that the user is signed out, for any reason. @returns a function that unsubscribes. */
  onSignedOut(listener: (reason: SignOutReason) => void): () => void;
}

/** Creates a client. A client is signed in as one user: on a server that renders pages, create one for each request. */
export function createGatehouseClient(options: GatehouseClientOptions): GatehouseClient {
  const { url, tokens: store = memoryTokens(), origins = [], print } = options;
  const send: typeof fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const api = new AuthenticationApi(url, send, store);
  const session = new ClientSession(store, (refreshToken) => api.refresh(refreshToken));
  const fetchAuthorized = authorizedFetch({ url, origins, session, send });
  const assertCookiesArrive = cookieCheck(url, (signal) => api.isAuthenticated(signal));

  function signIn<Result>(signingIn: () => Promise<WithTokens<Result>>, signal?: AbortSignal): Promise<Result> {
    return session.runExclusive(async () => {
      const result = await signingIn();
      if ((result as AuthPayload).__typename !== 'AuthPayload') return result as Result;
      // A change of the password needs no such check: without cookies nobody gets that far.
      if (session.usesCookies) await assertCookiesArrive(signal);
      session.start(result as AuthPayload);
      const { accessToken, refreshToken, ...payload } = result as AuthPayload;
      return payload as Result;
    }, signal);
  }

  function changePassword(input: ChangePasswordInput, { signal }: RequestOptions = {}): Promise<ChangePasswordResult> {
    return session.runExclusive(async () => {
      const result = await sendAuthenticated(CHANGE_PASSWORD, (tokens) => api.changePassword(input, tokens, signal));
      if (result.__typename !== 'ChangePasswordPayload') return result;
      session.start(result);
      const { accessToken, refreshToken, ...payload } = result;
      return payload;
    }, signal);
  }

  function confirmIdentity(
    input: ConfirmIdentityInput,
    { signal }: RequestOptions = {},
  ): Promise<ConfirmIdentityResult> {
    return session.runExclusive(async () => {
      const result = await sendAuthenticated(CONFIRM_IDENTITY, (tokens) => api.confirmIdentity(input, tokens, signal));
      if (result.__typename !== 'IdentityConfirmation') return result;
      session.start({ ...result, refreshToken: store.read()?.refreshToken ?? null });
      const { accessToken, ...payload } = result;
      return payload;
    }, signal);
  }

  async function logout({ everywhere, signal }: LogoutOptions = {}): Promise<void> {
    let tokens = store.read();
    const signOut = async () => {
      tokens = store.read();
      if (!tokens && !session.usesCookies) return;
      const logoutEverywhere = () => sendAuthenticated(LOGOUT_ALL, (latest) => api.logoutEverywhere(latest, signal));
      await (everywhere ? logoutEverywhere() : api.logout(tokens, signal));
      session.end(store.read(), 'LOGOUT');
    };
    try {
      await session.runExclusive(signOut, signal);
    } catch (error) {
      if (!session.usesCookies) session.end(tokens, 'LOGOUT');
      throw error;
    }
  }

  /** Sends what needs a valid access token; if the token is rejected, once more after a refresh. */
  async function sendAuthenticated<T>(document: string, send: (tokens: Tokens | null) => Promise<T>): Promise<T> {
    const tokens = store.read();
    try {
      return await send(tokens);
    } catch (error) {
      const rejection = tokenRejectionOf(error as GraphQLResponse, document);
      if (!rejection || !(await session.afterRejectionExclusively(tokens, rejection))) throw error;
      return send(store.read());
    }
  }

  async function execute(body: GraphQLRequest, { signal }: RequestOptions = {}): Promise<GraphQLResponse> {
    return readResponse(await fetchAuthorized(url, post(body, signal)));
  }

  async function request(document: unknown, variables?: unknown, options?: RequestOptions) {
    return dataOf(await execute({ query: textOf(document, print), variables }, options));
  }

  return {
    url,
    login: (input, { signal } = {}) => signIn(() => api.login(input, signal), signal),
    completeLogin: (input, { signal } = {}) => signIn(() => api.completeLogin(input, signal), signal),
    register: (input, { signal } = {}) => signIn(() => api.register(input, signal), signal),
    signInBy: <Result>(mutation: string, input: object, { signal }: RequestOptions = {}) =>
      signIn(() => api.signIn<Result>(mutation, input, signal), signal),
    changePassword,
    confirmIdentity,
    logout,
    async refresh({ signal } = {}) {
      await abortable(session.refresh(store.read()), signal);
      return session.id !== null;
    },
    request,
    execute,
    fetch: fetchAuthorized,
    authorize: ({ signal } = {}) => session.authorize(signal),
    afterRejection: (authorization, rejection, { signal } = {}) =>
      session.afterRejection(authorization, rejection, signal),
    isSignedIn: () => session.id !== null,
    sessionId: () => session.id,
    subscribe: (listener) => session.onChange(listener),
    onSignedOut: (listener) => session.onSignedOut(listener),
  };
}
