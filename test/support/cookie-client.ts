import type { FastifyInstance } from 'fastify';
import { type Answer, PASSWORD } from './api-client.js';
import { LOGIN, LOGOUT, ME, mutation, REGISTER } from './operations.js';

export const SESSION_PATH = '/graphql/session';
export const COOKIE_TRANSPORT = { 'x-auth-transport': 'cookie' };

const REFRESH_TOKEN =
  'mutation { refreshToken { __typename ... on AuthPayload { accessToken refreshToken } ... on ErrorResult { code message } } }';

export interface CookieAnswer extends Answer {
  /** The `Set-Cookie` lines. */
  readonly setCookies: string[];
  readonly body: string;
}

export interface CookieRequest {
  /** `/graphql`, unless the operation wants the refresh cookie. */
  readonly path?: string;
  /** Instead of asking for cookies. */
  readonly headers?: Record<string, string>;
}

interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  readonly maxAge?: number;
}

/** A browser as far as cookies go: it keeps them, and sends each to its path. */
export class CookieClient {
  jar: readonly StoredCookie[] = [];

  constructor(private readonly server: FastifyInstance) {}

  async send(query: string, variables: object = {}, options: CookieRequest = {}): Promise<CookieAnswer> {
    const { path: url = '/graphql', headers = COOKIE_TRANSPORT } = options;
    const cookie = this.cookieHeader(url);
    const all = { 'content-type': 'application/json', ...(cookie && { cookie }), ...headers };
    const payload = JSON.stringify({ query, variables });
    const response = await this.server.inject({ method: 'POST', url, headers: all, payload });
    for (const set of response.cookies) this.store(set);
    const setCookies = [response.headers['set-cookie'] ?? []].flat();
    return { ...response.json(), status: response.statusCode, setCookies, body: response.body };
  }

  register(email: string): Promise<CookieAnswer> {
    return this.send(REGISTER, { input: { email, password: PASSWORD } });
  }

  login(email: string, password = PASSWORD): Promise<CookieAnswer> {
    return this.send(LOGIN, { input: { email, password } });
  }

  me(options: CookieRequest = {}): Promise<CookieAnswer> {
    return this.send(ME, {}, options);
  }

  refresh(path = SESSION_PATH): Promise<CookieAnswer> {
    return this.send(REFRESH_TOKEN, {}, { path });
  }

  logout(): Promise<CookieAnswer> {
    return this.send(LOGOUT, {}, { path: SESSION_PATH });
  }

  mutate(field: string, input: object): Promise<CookieAnswer> {
    return this.send(mutation(field), { input });
  }

  value(part: 'access' | 'refresh'): string {
    return this.jar.find(({ name }) => name.endsWith(`gatehouse-${part}`))?.value ?? '';
  }

  replace(part: 'access' | 'refresh', value: string): void {
    this.jar = this.jar.map((cookie) => (cookie.name.endsWith(`gatehouse-${part}`) ? { ...cookie, value } : cookie));
  }

  private cookieHeader(path: string): string {
    const sent = this.jar.filter((cookie) => path.startsWith(cookie.path ?? '/'));
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  private store(cookie: StoredCookie): void {
    const others = this.jar.filter(({ name }) => name !== cookie.name);
    this.jar = cookie.maxAge === 0 ? others : [...others, cookie];
  }
}
