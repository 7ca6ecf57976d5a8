import { isQuery, isSingleMutation } from './document.js';
import type { GraphQLAnswer } from './graphql.js';

/** A server did not accept the access token. */
export interface Refusal {
  /** Gatehouse's `extensions.reason`; other servers need not give any. */
  readonly reason?: string | undefined;
  /** Whether the request did nothing, and may be sent again. */
  readonly repeatable: boolean;
}

/**
 * How an answer refuses the access token; undefined if it does not.
 *
 * @param document the text of the request's document, if it is known.
 */
export function refusalOf({ errors }: GraphQLAnswer, document = ''): Refusal | undefined {
  const refused = errors?.filter(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') ?? [];
  if (!refused[0]) return undefined;
  const { reason } = refused[0].extensions ?? {};
  const isWhole = refused.every(({ path }) => !path);
  const isRootField = refused.length === errors?.length && refused.every(({ path }) => path?.length === 1);
  const repeatable = isWhole || isQuery(document) || (isRootField && isSingleMutation(document));
  return { reason, repeatable };
}
