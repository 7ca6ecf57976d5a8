export const GRAPHQL_PATH = '/graphql';

/** The same API once more: browsers send the refresh cookie here, and only here. */
export const SESSION_PATH = `${GRAPHQL_PATH}/session`;
