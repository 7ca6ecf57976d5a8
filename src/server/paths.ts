export const GRAPHQL_PATH = '/graphql';

/** The same API; the only path to which browsers send the refresh cookie. */
export const SESSION_PATH = `${GRAPHQL_PATH}/session`;

/** The pages for people with an account. */
export const ACCOUNT_PATH = '/account';

/** The pages for administrators. */
export const ADMIN_PATH = '/admin';

/** Subscriptions as server-sent events. The other paths serve them, too, for clients that support only one URL. */
export const EVENT_STREAM_PATH = `${GRAPHQL_PATH}/stream`;

/** In development. What follows is the path of a file in the package, so that relative links lead where they do in the repository. */
export const DOCUMENTATION_PATH = '/documentation';
