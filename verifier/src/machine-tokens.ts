import { decodeJwt } from 'jose';
import type { Clock } from './clock.js';
import { type Connection, FeedError, mutate } from './gatehouse-request.js';

const EXCHANGE = `mutation ($input: ExchangeApiKeyInput!) { exchangeApiKey(input: $input) {
  __typename ... on MachineTokenPayload { accessToken } ... on ErrorResult { code message } } }`;

/** A token is used for this share of its life, so that its successor is there in time. */
const USED_SHARE = 0.75;

type ExchangeResult =
  | { readonly __typename: 'MachineTokenPayload'; readonly accessToken: string }
  | { readonly __typename: string; readonly code: string; readonly message: string };

export interface MachineToken {
  readonly text: string;
  /** In the time of `clock.elapsed()`. */
  readonly renewAt: number;
}

/** Exchanges the API key for tokens, and keeps the current one. */
export class MachineTokens {
  private current: MachineToken | undefined;
  private exchanging: Promise<MachineToken> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly apiKey: string,
    private readonly clock: Clock,
  ) {}

  /** @throws {FeedError} API_KEY_REFUSED, TOO_MANY_ATTEMPTS, or Gatehouse cannot be asked. */
  async get(): Promise<MachineToken> {
    if (this.current && this.clock.elapsed() < this.current.renewAt) return this.current;
    this.exchanging ??= this.exchange().finally(() => {
      this.exchanging = undefined;
    });
    this.current = await this.exchanging;
    return this.current;
  }

  /** For when Gatehouse refuses the token. */
  discard(): void {
    this.current = undefined;
  }

  private async exchange(): Promise<MachineToken> {
    const sentAt = this.clock.elapsed();
    const variables = { input: { apiKey: this.apiKey } };
    const result = await mutate<ExchangeResult>(this.connection, { query: EXCHANGE, variables });
    if (!('accessToken' in result)) throw new FeedError(problemOf(result.code), result.message);
    return { text: result.accessToken, renewAt: sentAt + lifetimeMillis(result.accessToken) * USED_SHARE };
  }
}

function problemOf(code: string): 'TOO_MANY_ATTEMPTS' | 'API_KEY_REFUSED' {
  return code === 'TOO_MANY_ATTEMPTS' ? code : 'API_KEY_REFUSED';
}

/** Both times are the server's, so that it does not matter whether the clocks agree. */
function lifetimeMillis(token: string): number {
  const { iat = 0, exp = 0 } = decodeJwt(token);
  return Math.max(0, exp - iat) * 1000;
}
