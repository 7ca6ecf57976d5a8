import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { leakDetector } from './leaks.js';
import * as operations from './operations.js';

export type Row = Record<string, unknown>;

/** An answer in GraphQL's form; tests look into it as they like. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests are there to assert.
  readonly data: any;
  readonly errors?: GraphQLFormattedError[];
  readonly status: number;
}

export interface RequestOptions {
  /** Sent as `Authorization: Bearer <token>`. */
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** Whoever signed in: what AuthPayload holds. */
export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly session: { id: string };
  readonly user: { id: string; email: string };
}

export const PASSWORD = 'correct horse battery';

let people = 0;

/** An e-mail address that no other test has. */
export function someEmail(): string {
  people += 1;
  return `person-${people}-${crypto.randomUUID().slice(0, 8)}@example.com`;
}

/** For the search after the tests: what must appear in no log and no error, and the errors. */
export function noteSecrets(
  variables: object,
  token: string | undefined,
  answer: Pick<Answer, 'data' | 'errors'>,
): void {
  leakDetector.addSecretsIn([variables, { token }, answer.data]);
  leakDetector.addOutput(`${JSON.stringify(answer.errors ?? [])}\n`);
}

/** Talks to a server as a client would. */
export class ApiClient {
  constructor(
    private readonly server: FastifyInstance,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** A client at another address, as the proxy in front says; the server has to trust it. */
  at(address: string): ApiClient {
    return new ApiClient(this.server, { 'x-forwarded-for': address });
  }

  /** Its origin, for what needs real connections or a browser; the server listens from the first use on. */
  async origin(): Promise<string> {
    if (!this.server.server.listening) await this.server.listen({ host: '127.0.0.1', port: 0 });
    return `http://localhost:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The address of the API, there. */
  async url(): Promise<string> {
    return `${await this.origin()}/graphql`;
  }

  async send(query: string, variables: object = {}, options: RequestOptions = {}): Promise<Answer> {
    const authorization = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
    const headers = { 'content-type': 'application/json', ...authorization, ...this.headers, ...options.headers };
    const payload = JSON.stringify({ query, variables });
    const response = await this.server.inject({ method: 'POST', url: '/graphql', headers, payload });
    const answer = { ...response.json(), status: response.statusCode };
    noteSecrets(variables, options.token, answer);
    return answer;
  }

  register(input: { email: string; password?: string; username?: string | null }, options?: RequestOptions) {
    return this.result('register', operations.REGISTER, { password: PASSWORD, ...input }, options);
  }

  login(
    { email, password = PASSWORD, linkToken }: { email: string; password?: string; linkToken?: string },
    options?: RequestOptions,
  ) {
    return this.result('login', operations.LOGIN, { email, password, linkToken }, options);
  }

  loginByUsername(username: string, password = PASSWORD, options?: RequestOptions) {
    return this.result('login', operations.LOGIN, { username, password }, options);
  }

  refresh(refreshToken: string, options?: RequestOptions) {
    return this.result('refreshToken', operations.REFRESH_TOKEN, { refreshToken }, options);
  }

  logout(options: RequestOptions & { refreshToken?: string } = {}): Promise<Answer> {
    const input = options.refreshToken === undefined ? undefined : { refreshToken: options.refreshToken };
    return this.send(operations.LOGOUT, { input }, options);
  }

  logoutAll(token?: string): Promise<Answer> {
    return this.send(operations.LOGOUT_ALL, {}, token === undefined ? {} : { token });
  }

  me(options: RequestOptions = {}): Promise<Answer> {
    return this.send(operations.ME, {}, options);
  }

  /** Somebody new, signed in. */
  async newUser(email = someEmail()): Promise<SignedIn> {
    return this.register({ email });
  }

  /** Why `me` refuses the token; undefined if it does not. */
  async refusal(token: string): Promise<unknown> {
    return (await this.me({ token })).errors?.[0]?.extensions?.reason;
  }

  /** Runs a mutation `field(input:)`, and answers the member of its union. */
  // biome-ignore lint/suspicious/noExplicitAny: a member of a union, which the tests tell apart by __typename.
  mutate(field: string, input: object, token?: string): Promise<any> {
    return this.result(field, operations.mutation(field), input, token === undefined ? {} : { token });
  }

  /** As mutate, for what is refused as a whole: the extensions of the error. */
  async refusedMutation(field: string, input: object, token?: string) {
    const { errors } = await this.send(operations.mutation(field), { input }, token === undefined ? {} : { token });
    return errors?.[0]?.extensions;
  }

  // biome-ignore lint/suspicious/noExplicitAny: a member of a union, which the tests tell apart by __typename.
  private async result(field: string, query: string, input: object, options?: RequestOptions): Promise<any> {
    const { data, errors } = await this.send(query, { input }, options);
    if (errors) throw new Error(`${field} failed: ${JSON.stringify(errors)}`);
    return data[field];
  }
}
