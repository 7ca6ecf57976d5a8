import { type EntityManager, type EntityName, type FilterQuery, type QueryOrderMap } from '@mikro-orm/core';
import { badArguments } from '../errors/request-errors.js';
import type { Page } from './connection.js';
import { type ConnectionArgs, requestedPage } from './connection-args.js';
import { isCursorOf } from './cursor.js';

/** What a list holds, and in which order: one that tells any two rows apart. */
export interface ListQuery<T extends object> {
  readonly where: FilterQuery<NoInfer<T>>;
  readonly orderBy: QueryOrderMap<NoInfer<T>>[];
}

/**
 * Finds a page by its keyset: the database seeks the cursor in an index, so that a page in the middle of a million rows
 * costs what the first one costs.
 *
 * @throws {GraphQLError} BAD_USER_INPUT: the arguments contradict each other, or the cursor is not one of ours.
 */
export async function findPage<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  query: ListQuery<T>,
  args: ConnectionArgs,
): Promise<Page<T>> {
  const foreign = [args.after, args.before].find((cursor) => cursor && !isCursorOf(em, entity, query.orderBy, cursor));
  if (foreign) throw badArguments('This cursor is not one of this list. Take a cursor from its edges or its pageInfo.');
  const options = { ...query, ...requestedPage(args), includeCount: false } as const;
  const cursor = await em.findByCursor<T, never, never, never, false>(entity, options);
  const { startCursor, endCursor, hasNextPage, hasPrevPage: hasPreviousPage } = cursor;
  return {
    edges: cursor.items.map((node) => ({ node: node as T, cursor: cursor.from(node) })),
    pageInfo: { startCursor, endCursor, hasNextPage, hasPreviousPage },
    count: () => em.count(entity, query.where),
  };
}
