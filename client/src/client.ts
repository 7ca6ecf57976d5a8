import { AuthenticationApi, type WithTokens } from './authentication-api.js';
import type { Authorization } from './authorization.js';
import { authorizedFetch } from './authorized-fetch.js';
import { cookieCheck } from './cookie-check.js';
import { type Print, type TypedDocument, textOf } from './document.js';
import { dataOf, type GraphQLAnswer, type GraphQLRequest, post, readAnswer } from './graphql.js';
import {
  type AuthPayload,
  CHANGE_PASSWORD,
  type ChangePasswordInput,
  type ChangePasswordResult,
  LOGOUT_ALL,
  type LoginInput,
  type LoginResult,
  type RegisterInput,
  type RegisterResult,
} from './operations.js';
import { type Refusal, refusalOf } from './refusal.js';
import { ClientSession, type SignOutReason } from './session.js';
import { memoryTokens, type TokenStore, type Tokens } from './tokens.js';
import { unlessAborted } from './waiting.js';

export interface GatehouseClientOptions {
  /** Gatehouse's GraphQL endpoint: `https://auth.example.com/graphql`, or `/graphql` on the page's own origin. */
  readonly url: string;
  /** Where tokens are kept: `memoryTokens()` by default. */
  readonly tokens?: TokenStore;
  /** Other origins that are to get the access token: `['https://api.example.com']`. None by default. */
  readonly origins?: readonly string[];
  /** graphql-js' `print`: lets `request` take documents that are syntax trees rather than text. */
  readonly print?: Print;
  /** Sends every request: the platform's `fetch` by default. */
  readonly fetch?: typeof fetch;
}

export interface RequestOptions {
  /** Ends the wait: the promise rejects with the signal's reason. */
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
   * Creates an account and signs it in; where email addresses must be verified first, returns `VerificationRequired`.
   *
   * @throws {GatehouseError} COOKIES_BLOCKED: the browser does not return the cookies of the new session. Or the server
   * failed.
   */
  register(input: RegisterInput, options?: RequestOptions): Promise<RegisterResult>;

  /**
   * Changes the password of the signed-in user and ends every other session. A new session replaces this one, and
   * `sessionId()` changes; nobody is signed out here. A wrong password is a result, not an error.
   *
   * @throws {GatehouseError} nobody is signed in, or the server failed.
   */
  changePassword(input: ChangePasswordInput, options?: RequestOptions): Promise<ChangePasswordResult>;

  /**
   * Ends the session. Tokens are forgotten even if the server cannot be
   * reached; with cookies, which only the server can delete, the user stays signed in then.
   *
   * @throws {GatehouseError} the server failed, the session may live on there.
   */
  logout(options?: LogoutOptions): Promise<void>;

  /**
   * Gets new tokens now; requests do so by themselves. With cookies, tells after a reload whether somebody is signed in.
   *
   * @returns whether somebody is signed in.
   * @throws {GatehouseError} REFRESH_FAILED.
   */
  refresh(options?: RequestOptions): Promise<boolean>;

  /**
   * Runs an operation, and answers its data.
   *
   * @throws {GatehouseError} the answer has errors, `code` is that of the first.
   */
  request<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    variables?: Variables,
    options?: RequestOptions,
  ): Promise<Result>;
  // biome-ignore lint/suspicious/noExplicitAny: a text does not tell the type of its result.
  request<Result = any>(document: string, variables?: object, options?: RequestOptions): Promise<Result>;

  /** Runs an operation, and answers in GraphQL's own form, with data and errors. For adapters. */
  execute(request: GraphQLRequest, options?: RequestOptions): Promise<GraphQLAnswer>;

  /**
   * `fetch` with the access token, for any library that takes one. Only Gatehouse's own origin and `origins` get the
   * token. A request that is refused because it has expired is sent once more, after a refresh.
   */
  readonly fetch: typeof fetch;

  /** What to send with a request that `fetch` cannot send: a WebSocket, say. Refreshes first if it is time to. */
  authorize(options?: RequestOptions): Promise<Authorization>;

  /** Does what a refusal asks for: refreshes, or signs out. Answers whether to send the request again. For adapters. */
  afterRefusal(authorization: Authorization, refusal: Refusal, options?: RequestOptions): Promise<boolean>;

  isSignedIn(): boolean;

  /** The id of the session, null if nobody is signed in. Another one: another user, perhaps. */
  sessionId(): string | null;

  /** Calls back when somebody has signed in or out, in any tab. Returns what ends it. */
  subscribe(listener: () => void): () => void;

  /** Calls back once for each time that somebody is signed out, by whomever. Returns what ends it. */
  onSignedOut(listener: (reason: SignOutReason) => void): () => void;
}

/** Makes a client. On a server that renders pages make one for each request: a client is signed in as one user. */
export function createGatehouseClient(options: GatehouseClientOptions): GatehouseClient {
  const { url, tokens: store = memoryTokens(), origins = [], print } = options;
  const send: typeof fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const api = new AuthenticationApi(url, send, store);
  const session = new ClientSession(store, (refreshToken) => api.refresh(refreshToken));
  const fetchAuthorized = authorizedFetch({ url, origins, session, send });
  const assertCookiesArrive = cookieCheck(url, (signal) => api.isAuthenticated(signal));

  function signIn<Result>(signingIn: () => Promise<WithTokens<Result>>, signal?: AbortSignal): Promise<Result> {
    return session.inTurn(async () => {
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
    return session.inTurn(async () => {
      const result = await sendInTurn(CHANGE_PASSWORD, (tokens) => api.changePassword(input, tokens, signal));
      if (result.__typename !== 'ChangePasswordPayload') return result;
      session.start(result);
      const { accessToken, refreshToken, ...payload } = result;
      return payload;
    }, signal);
  }

  async function logout({ everywhere, signal }: LogoutOptions = {}): Promise<void> {
    let tokens = store.read();
    const signOut = async () => {
      tokens = store.read();
      if (!tokens && !session.usesCookies) return;
      const logoutEverywhere = () => sendInTurn(LOGOUT_ALL, (latest) => api.logoutEverywhere(latest, signal));
      await (everywhere ? logoutEverywhere() : api.logout(tokens, signal));
      session.end(store.read(), 'LOGOUT');
    };
    try {
      await session.inTurn(signOut, signal);
    } catch (error) {
      if (!session.usesCookies) session.end(tokens, 'LOGOUT');
      throw error;
    }
  }

  /** Sends what needs a good access token; once more, after a refresh, if the token is refused. */
  async function sendInTurn<T>(document: string, send: (tokens: Tokens | null) => Promise<T>): Promise<T> {
    const tokens = store.read();
    try {
      return await send(tokens);
    } catch (error) {
      const refusal = refusalOf(error as GraphQLAnswer, document);
      if (!refusal || !(await session.afterRefusalInTurn(tokens, refusal))) throw error;
      return send(store.read());
    }
  }

  async function execute(body: GraphQLRequest, { signal }: RequestOptions = {}): Promise<GraphQLAnswer> {
    return readAnswer(await fetchAuthorized(url, post(body, signal)));
  }

  async function request(document: unknown, variables?: unknown, options?: RequestOptions) {
    return dataOf(await execute({ query: textOf(document, print), variables }, options));
  }

  return {
    url,
    login: (input, { signal } = {}) => signIn(() => api.login(input, signal), signal),
    register: (input, { signal } = {}) => signIn(() => api.register(input, signal), signal),
    changePassword,
    logout,
    async refresh({ signal } = {}) {
      await unlessAborted(session.refresh(store.read()), signal);
      return session.id !== null;
    },
    request,
    execute,
    fetch: fetchAuthorized,
    authorize: ({ signal } = {}) => session.authorize(signal),
    afterRefusal: (authorization, refusal, { signal } = {}) => session.afterRefusal(authorization, refusal, signal),
    isSignedIn: () => session.id !== null,
    sessionId: () => session.id,
    subscribe: (listener) => session.onChange(listener),
    onSignedOut: (listener) => session.onSignedOut(listener),
  };
}
