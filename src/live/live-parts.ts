import type { ContextBuilder } from '../context.js';
import type { ConnectionPlaces } from './connection-places.js';
import type { LiveConnections } from './live-connections.js';
import type { LiveOperations } from './live-operations.js';

/** What WebSockets and event streams share. */
export interface LiveParts {
  readonly contextBuilder: ContextBuilder;
  readonly connections: LiveConnections;
  readonly places: ConnectionPlaces;
  readonly operations: LiveOperations;
}
