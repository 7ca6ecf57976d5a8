export const GRAPHQL_PATH = '/graphql';

/** The same API once more: browsers send the refresh cookie here, and only here. */
export const SESSION_PATH = `${GRAPHQL_PATH}/session`;

/** Subscriptions by server-sent events. The other paths have them too, for clients that have one address only. */
export const EVENT_STREAM_PATH = `${GRAPHQL_PATH}/stream`;
