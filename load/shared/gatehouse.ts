import { type HttpRequest, jsonRequest, send } from './http.ts';

/** What AuthPayload holds. */
export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly user: { id: string; email: string };
}

/** An answer in GraphQL's form. */
export interface Answer<Result> {
  readonly data?: Record<string, Result> | null;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions?: Record<string, unknown> }>;
}

export interface AskOptions {
  readonly token?: string;
  readonly timeoutMillis?: number;
}

const RESULT = '__typename ... on AuthPayload { accessToken refreshToken user { id email } }';
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { ${RESULT} } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { ${RESULT} } }`;
const REFRESH_TOKEN = `mutation ($input: RefreshTokenInput!) { refreshToken(input: $input) { ${RESULT} } }`;
const LOGOUT = 'mutation { logout { endedSessionCount } }';
const ME = '{ me { id email username role createdAt } }';

const PASSWORD = 'correct horse battery';

/** Talks to Gatehouse as a client would. */
export class Gatehouse {
  private readonly url: string;

  constructor(baseUrl: string) {
    this.url = `${baseUrl}/graphql`;
  }

  register(email: string): Promise<SignedIn> {
    return this.signIn('register', REGISTER, { email, password: PASSWORD });
  }

  login(email: string): Promise<SignedIn> {
    return this.signIn('login', LOGIN, { email, password: PASSWORD });
  }

  refresh(refreshToken: string): Promise<SignedIn> {
    return this.signIn('refreshToken', REFRESH_TOKEN, { refreshToken });
  }

  /** Ends the session of the access token, and fails if it has ended before. */
  async logout(accessToken: string): Promise<void> {
    const { endedSessionCount } = await this.run<{ endedSessionCount: number }>(LOGOUT, {}, { token: accessToken });
    if (endedSessionCount !== 1) throw new Error(`logout ended ${endedSessionCount} sessions.`);
  }

  /** Sends any operation and answers what its only field holds. */
  async run<Result>(query: string, variables: object = {}, options: AskOptions = {}): Promise<Result> {
    const { data, errors } = await this.ask<Result>(query, variables, options);
    if (errors) throw new Error(`An operation failed: ${JSON.stringify(errors)}`);
    return Object.values(data ?? {})[0] as Result;
  }

  /** Sends any operation; the answer may tell of errors. */
  async ask<Result>(query: string, variables: object, options: AskOptions = {}): Promise<Answer<Result>> {
    const { token, timeoutMillis } = options;
    const request = jsonRequest(this.url, { query, variables }, token ? bearer(token) : {});
    return JSON.parse(await send(timeoutMillis === undefined ? request : { ...request, timeoutMillis }));
  }

  meRequest(accessToken: string): HttpRequest {
    return jsonRequest(this.url, { query: ME }, bearer(accessToken));
  }

  private async signIn(field: string, query: string, input: object): Promise<SignedIn> {
    const answer = await send(jsonRequest(this.url, { query, variables: { input } }));
    const result = JSON.parse(answer).data?.[field];
    if (result?.__typename !== 'AuthPayload') throw new Error(`${field} answered ${answer}`);
    return result;
  }
}

export function bearer(accessToken: string): Record<string, string> {
  return { authorization: `Bearer ${accessToken}` };
}
