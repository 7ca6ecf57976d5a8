import type { UserLoader } from '../users/user-loader.js';
import type { Caller } from './authentication.js';
import type { TokenTransport } from './token-transport.js';

/** What resolvers know about a request. */
export interface Context extends Caller {
  readonly users: UserLoader;
  /** How the client receives its tokens. */
  readonly transport: TokenTransport;
}
