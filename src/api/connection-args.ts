import { ArgsType, Field, Int } from 'type-graphql';
import { badArguments } from './request-errors.js';

export const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;

/** The arguments of every connection: https://relay.dev/graphql/connections.htm#sec-Arguments */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: 'How many to return, from the first on: 1 to 100, 20 by default.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Return what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many to return, up to the last: 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Return what comes before this cursor.' })
  before?: string | null;
}

/** The page that the arguments ask for, in the words of `em.findByCursor`. */
export function requestedPage({ first, after, last, before }: ConnectionArgs) {
  if (first != null && last != null) throw badArguments('Ask for first or for last, not for both.');
  if (!isPageSize(first ?? last ?? DEFAULT_PAGE_SIZE)) throw badArguments(`Ask for 1 to ${MAX_PAGE_SIZE} at a time.`);
  const size = last == null ? { first: first ?? DEFAULT_PAGE_SIZE } : { last };
  return { ...size, ...(after && { after }), ...(before && { before }) };
}

function isPageSize(size: number): boolean {
  return size >= 1 && size <= MAX_PAGE_SIZE;
}
