import type { ContextBuilder } from '../graphql/context.js';
import type { ConnectionPlaces } from './connection-limiter.js';
import type { LiveConnections } from './connections.js';
import type { LiveOperations } from './operations.js';

/** What WebSockets and event streams share. */
export interface LiveParts {
  readonly contextBuilder: ContextBuilder;
  readonly connections: LiveConnections;
  readonly places: ConnectionPlaces;
  readonly operations: LiveOperations;
}
