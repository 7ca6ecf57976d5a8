import { isQuery, isSingleMutation } from './document.js';
import type { GraphQLResponse } from './graphql.js';

/** A server's rejection of the access token. */
export interface TokenRejection {
  /** Gatehouse's `extensions.reason`; other servers may give none. */
  readonly reason?: string | undefined;
  /** Whether the request did nothing, and may be repeated. */
  readonly retryable: boolean;
}

/**
 * @param document the text of the request's document, if it is known.
 * @returns undefined if the response does not reject the access token.
 */
export function tokenRejectionOf({ errors }: GraphQLResponse, document = ''): TokenRejection | undefined {
  const rejected = errors?.filter(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') ?? [];
  if (!rejected[0]) return undefined;
  const { reason } = rejected[0].extensions ?? {};
  const isWhole = rejected.every(({ path }) => !path);
  const isRootField = rejected.length === errors?.length && rejected.every(({ path }) => path?.length === 1);
  const retryable = isWhole || isQuery(document) || (isRootField && isSingleMutation(document));
  return { reason, retryable };
}
