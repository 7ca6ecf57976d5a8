import { type Connection, FeedError, mutate } from './gatehouse-request.js';
import type { MachineTokens } from './machine-tokens.js';

const INTROSPECT = 'mutation ($input: IntrospectTokenInput!) { introspectToken(input: $input) { active } }';

/** Asks Gatehouse about a token: RFC 7662. */
export class Introspection {
  constructor(
    private readonly connection: Connection,
    private readonly tokens: MachineTokens,
  ) {}

  /** @throws {FeedError} it cannot be asked. */
  async isActive(token: string): Promise<boolean> {
    try {
      return await this.ask(token);
    } catch (error) {
      if (!(error instanceof FeedError) || error.problem !== 'UNAUTHENTICATED') throw error;
      this.tokens.discard();
      return this.ask(token);
    }
  }

  private async ask(token: string): Promise<boolean> {
    const { text } = await this.tokens.get();
    const body = { query: INTROSPECT, variables: { input: { token } } };
    const { active } = await mutate<{ active: unknown }>(this.connection, body, { token: text });
    return active === true;
  }
}
