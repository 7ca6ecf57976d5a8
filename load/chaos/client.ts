import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOGIN, LOGOUT, ME, REFRESH_TOKEN, REGISTER } from '../../test/support/operations.ts';
import type { Random } from '../shared/random.ts';
import type { Account, History, Tokens } from './history.ts';
import type { Reply, StubbornApi } from './stubborn-api.ts';

export const PASSWORD = 'correct horse battery';

/** Gatehouse's own default for how long a used refresh token may be presented again. */
const REUSE_WINDOW_MILLIS = 10_000;
const MAX_SESSIONS = 4;

interface AuthResult {
  readonly __typename: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly session: { id: string };
}

/** Somebody who registers, logs in and out, and keeps sessions alive, as clients do, and who remembers every answer. */
export class ChaosClient {
  private readonly api: StubbornApi;
  private readonly history: History;
  private readonly random: Random;
  private account: Account | undefined;

  constructor(api: StubbornApi, history: History, random: Random) {
    this.api = api;
    this.history = history;
    this.random = random;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.step().catch((error: Error) => this.complain(error.message));
      await sleep(this.random.between(0, 40));
    }
  }

  private async step(): Promise<unknown> {
    if (!this.account || this.random.next() < 0.03) return this.register();
    const tokens = this.random.pick(this.account.sessions);
    if (!tokens || (this.account.sessions.length < MAX_SESSIONS && this.random.next() < 0.15))
      return this.login(this.account);
    const dice = this.random.next();
    if (dice < 0.4) return this.me(this.account, tokens);
    if (dice < 0.75) return this.refresh(this.account, tokens);
    if (dice < 0.85) return this.refreshInTwoTabs(this.account, tokens);
    return this.logout(this.account, tokens);
  }

  private async register(): Promise<void> {
    const account: Account = { email: `person-${randomUUID()}@example.com`, sessions: [] };
    const input = { email: account.email, password: PASSWORD };
    const { answer, retried } = await this.api.ask<AuthResult>(REGISTER, { input });
    const result = answer.data?.register;
    if (result?.__typename === 'AuthPayload') account.sessions.push(tokensOf(result));
    else if (!(result?.__typename === 'EmailTakenError' && retried)) return this.complain('register', answer);
    this.account = account;
    this.history.accounts.push(account);
  }

  private async login(account: Account): Promise<void> {
    const input = { email: account.email, password: PASSWORD };
    const { answer } = await this.api.ask<AuthResult>(LOGIN, { input });
    const result = answer.data?.login;
    if (result?.__typename !== 'AuthPayload') return this.complain('login of a registered account', answer);
    account.sessions.push(tokensOf(result));
  }

  private async me({ email }: Account, { accessToken }: Tokens): Promise<void> {
    const { answer } = await this.api.ask<{ email: string }>(ME, {}, accessToken);
    if (answer.data?.me?.email !== email) this.complain('me in a living session', answer);
  }

  private async refresh(account: Account, tokens: Tokens): Promise<string | undefined> {
    const input = { refreshToken: tokens.refreshToken };
    const reply = await this.api.ask<AuthResult>(REFRESH_TOKEN, { input });
    const result = reply.answer.data?.refreshToken;
    if (result?.__typename !== 'AuthPayload') return this.lose(account, tokens, reply);
    const renewed = tokensOf(result);
    replace(account.sessions, tokens, renewed);
    return renewed.refreshToken;
  }

  private async refreshInTwoTabs(account: Account, tokens: Tokens): Promise<void> {
    const [one, other] = await Promise.all([this.refresh(account, tokens), this.refresh(account, tokens)]);
    if (one && other && one !== other) this.complain('Two tabs that refreshed at once got different tokens.');
  }

  /** An answer that was lost for longer than the window costs the session, as it should: it may have been stolen. */
  private lose(account: Account, tokens: Tokens, { answer, firstSentAtMillis }: Reply<unknown>): undefined {
    replace(account.sessions, tokens);
    if (Date.now() - firstSentAtMillis > REUSE_WINDOW_MILLIS) this.history.lostSessionCount += 1;
    else this.complain('refreshToken with the latest token', answer);
  }

  private async logout(account: Account, tokens: Tokens): Promise<void> {
    const { answer, retried } = await this.api.ask(LOGOUT, {}, tokens.accessToken);
    replace(account.sessions, tokens);
    const hasEnded = answer.errors?.[0]?.extensions?.reason === 'TOKEN_BLACKLISTED';
    if (answer.errors && !(hasEnded && retried)) return this.complain('logout', answer);
    this.history.logouts.push(tokens);
    for (const seen of await this.api.askEach(ME, {}, tokens.accessToken))
      if (seen?.data?.me) this.complain('me right after an acknowledged logout', seen);
  }

  private complain(what: string, answer?: unknown): void {
    const told = answer ? ` answered ${JSON.stringify(answer).slice(0, 300)}` : '';
    this.history.violations.push(`${what}${told}`);
  }
}

function tokensOf({ accessToken, refreshToken, session }: AuthResult): Tokens {
  return { accessToken, refreshToken, sessionId: session.id };
}

/** Of one session, there is never more than one entry. */
function replace(sessions: Tokens[], { sessionId }: Tokens, ...by: Tokens[]): void {
  const index = sessions.findIndex((tokens) => tokens.sessionId === sessionId);
  if (index >= 0) sessions.splice(index, 1, ...by);
}
