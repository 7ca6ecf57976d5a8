import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, Gatehouse } from '../shared/gatehouse.ts';
import type { Random } from '../shared/random.ts';
import type { History } from './history.ts';

/** As long as a client waits for an answer, and for any answer. */
const ANSWER_TIMEOUT_MILLIS = 4000;
const GIVE_UP_AFTER_MILLIS = 60_000;

/** An answer, and what was needed to get it. */
export interface Reply<Result> {
  readonly answer: Answer<Result>;
  /** An earlier answer may have been lost: then what was asked for may have been done already. */
  readonly retried: boolean;
  readonly firstSentAtMillis: number;
}

/** Sends each request to any of the servers, and again to the next one, until it is answered. */
export class StubbornApi {
  private readonly servers: Gatehouse[];
  private readonly history: History;
  private readonly random: Random;

  constructor(urls: readonly string[], history: History, random: Random) {
    this.servers = urls.map((url) => new Gatehouse(url));
    this.history = history;
    this.random = random;
  }

  async ask<Result>(query: string, variables: object = {}, token = ''): Promise<Reply<Result>> {
    const firstSentAtMillis = Date.now();
    for (let tries = 0; Date.now() < firstSentAtMillis + GIVE_UP_AFTER_MILLIS; tries += 1) {
      const answer = await this.try<Result>(this.random.pick(this.servers), query, variables, token);
      if (answer) return { answer, retried: tries > 0, firstSentAtMillis };
      await sleep(this.random.between(100, 300));
    }
    throw new Error(`No answer for ${GIVE_UP_AFTER_MILLIS / 1000} s.`);
  }

  /** Asks each of the servers once. */
  async askEach<Result>(query: string, variables: object, token = ''): Promise<Array<Answer<Result> | undefined>> {
    return Promise.all(this.servers.map((server) => this.try<Result>(server, query, variables, token)));
  }

  private async try<Result>(server: Gatehouse, query: string, variables: object, token: string) {
    try {
      const answer = await server.ask<Result>(query, variables, { token, timeoutMillis: ANSWER_TIMEOUT_MILLIS });
      const internal = answer.errors?.find(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
      if (internal) throw new Error(internal.message);
      this.history.answeredCount += 1;
      return answer;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      this.history.failures.push({ atMillis: Date.now(), what: code ?? message });
      return undefined;
    }
  }
}
