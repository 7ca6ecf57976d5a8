import {
  Cursor,
  type EntityManager,
  type EntityName,
  type FilterQuery,
  type FindByCursorOptions,
  type QueryOrderMap,
} from '@mikro-orm/core';
import { type Page, PageInfo } from './connection.js';
import { type ConnectionArgs, requestedPage } from './connection-args.js';
import { isCursorOf } from './cursor.js';
import { badArguments } from './request-errors.js';

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
  const page = await findByCursor(em, entity, query, requestedPage(args));
  const { startCursor, endCursor, hasNextPage, hasPrevPage } = page;
  const [isForward, list] = [args.last == null, { em, entity, query }];
  return {
    edges: page.items.map((node) => ({ node: node as T, cursor: page.from(node) })),
    // MikroORM knows of what is beyond the page at the end that its size cuts off. At the other end it only looks whether
    // there is a cursor, and so it takes an `after` for a previous page even where nothing of the list is left there.
    pageInfo: new PageInfo({
      startCursor,
      endCursor,
      hasNextPage: () => (isForward && hasNextPage) || existsUpTo(list, 'after', args.before),
      hasPreviousPage: () => (!isForward && hasPrevPage) || existsUpTo(list, 'before', args.after),
    }),
    count: () => em.count(entity, query.where),
  };
}

interface List<T extends object> {
  readonly em: EntityManager;
  readonly entity: EntityName<T>;
  readonly query: ListQuery<T>;
}

/** Whether the list has a row at a cursor, or on one side of it. */
async function existsUpTo<T extends object>(
  { em, entity, query }: List<T>,
  side: 'before' | 'after',
  cursor: string | null | undefined,
): Promise<boolean> {
  if (!cursor) return false;
  // Two statements, each of which seeks in an index; nearly always the first one finds the row that the cursor is of.
  if (await em.count(entity, { $and: [query.where, rowAt(query, cursor)] } as FilterQuery<NoInfer<T>>)) return true;
  const next = side === 'before' ? { before: cursor, last: 1 } : { after: cursor, first: 1 };
  return (await findByCursor(em, entity, query, next)).items.length > 0;
}

function rowAt<T extends object>({ orderBy }: ListQuery<T>, cursor: string): object {
  const values: unknown[] = Cursor.decode(cursor);
  const keys = orderBy.flatMap((order) => Object.keys(order));
  return Object.fromEntries(keys.map((key, index) => [key, values[index]]));
}

function findByCursor<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  query: ListQuery<T>,
  page: Pick<FindByCursorOptions<T>, 'first' | 'last' | 'after' | 'before'>,
) {
  const options = { ...query, ...page, includeCount: false } as const;
  return em.findByCursor<T, never, never, never, false>(entity, options);
}
