import type { ContextBuilder } from '../graphql/context.js';
import type { ConnectionLimiter } from './connection-limiter.js';
import type { SubscriptionConnections } from './connections.js';
import type { SubscriptionOperations } from './operations.js';

/** What WebSockets and event streams share. */
export interface SubscriptionServices {
  readonly contextBuilder: ContextBuilder;
  readonly connections: SubscriptionConnections;
  readonly limiter: ConnectionLimiter;
  readonly operations: SubscriptionOperations;
}
