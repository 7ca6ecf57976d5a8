import {
  Cursor,
  type EntityManager,
  type EntityName,
  type FilterQuery,
  type FindByCursorOptions,
  type QueryOrderMap,
} from '@mikro-orm/core';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { badArguments } from './request-errors.js';

export const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;

/** The order of a list by when its rows were created. */
export const NEWEST_FIRST = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

/** The arguments of every connection: https://relay.dev/graphql/connections.htm#sec-Arguments */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many to return from the start of the list: 1 to 100, 20 by default.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Return only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many to return from the end of the list: 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Return only what comes before this cursor.' })
  before?: string | null;
}

/** Turns the arguments into options of `em.findByCursor`. */
function requestedPage({ first, after, last, before }: ConnectionArgs) {
  if (first != null && last != null) throw badArguments('Use either first or last, not both.');
  if (!isPageSize(first ?? last ?? DEFAULT_PAGE_SIZE)) throw badArguments(`Ask for 1 to ${MAX_PAGE_SIZE} at a time.`);
  const size = last == null ? { first: first ?? DEFAULT_PAGE_SIZE } : { last };
  return { ...size, ...(after && { after }), ...(before && { before }) };
}

function isPageSize(size: number): boolean {
  return size >= 1 && size <= MAX_PAGE_SIZE;
}

/** The values a cursor may contain for a type of column; PostgreSQL would fail on anything else. */
const FITS: Record<string, (value: string) => boolean> = {
  uuid: isUuid,
  // A four-digit year, but not the year 0, which PostgreSQL does not support.
  timestamptz: (value) => /^(?!0000)\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
};

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\u0000');

/** Whether a cursor, which clients may have tampered with, is valid for a list of this order. */
function isCursorOf<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  orderBy: QueryOrderMap<T>[],
  cursor: string,
): boolean {
  const { properties } = em.getMetadata().get(entity);
  const types = orderBy
    .flatMap((order) => Object.keys(order))
    .map((key) => properties[key as keyof typeof properties].type);
  const values = decode(cursor);
  const fits = (value: unknown, index: number) => isText(value) && (FITS[types[index] ?? '']?.(value) ?? true);
  return values.length === types.length && values.every(fits);
}

function decode(cursor: string): unknown[] {
  try {
    return [Cursor.decode(cursor)].flat();
  } catch {
    return [];
  }
}

// Every subgraph with lists has this type; composition merges them.
@Directive('@shareable')
@ObjectType({
  description: 'The position of a page in its list: https://relay.dev/graphql/connections.htm#sec-undefined.PageInfo',
})
export class PageInfo {
  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' })
  readonly startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge.' })
  readonly endCursor: string | null;

  constructor(private readonly bounds: PageBounds) {
    this.startCursor = bounds.startCursor;
    this.endCursor = bounds.endCursor;
  }

  @Field(() => Boolean, { description: 'Whether there are more items after this page.' })
  async hasNextPage(): Promise<boolean> {
    return this.bounds.hasNextPage();
  }

  @Field(() => Boolean, { description: 'Whether there are more items before this page.' })
  async hasPreviousPage(): Promise<boolean> {
    return this.bounds.hasPreviousPage();
  }
}

/** The bounds of a page. Finding out whether there is more may take a statement, so it happens only if selected. */
export interface PageBounds {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  hasNextPage(): boolean | Promise<boolean>;
  hasPreviousPage(): boolean | Promise<boolean>;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page of a list, and a function that counts the whole list. */
export interface Page<T> {
  readonly edges: Edge<T>[];
  readonly pageInfo: PageInfo;
  readonly count: () => Promise<number>;
}

/** Creates the types `XEdge` and `XConnection` for a node type X. */
export function createConnectionType<T extends object>(node: ClassType<T>, name: string) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'The position in the list, to pass as `after` or `before`.' })
    cursor!: string;

    @Field(() => node, { description: 'The item at this position.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name.replace(/y$/, 'ie')}s.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The items of this page.' })
    readonly edges: Edge<T>[];

    @Field(() => PageInfo, { description: 'The position of this page in the list.' })
    readonly pageInfo: PageInfo;

    constructor(private readonly page: Page<T>) {
      this.edges = page.edges;
      this.pageInfo = page.pageInfo;
    }

    @Field(() => Int, { description: 'How many items the whole list has. Counted only if selected.' })
    totalCount(): Promise<number> {
      return this.page.count();
    }
  }

  return ConnectionType;
}

/** The contents of a list, and its order, which must be total. */
export interface ListQuery<T extends object> {
  readonly where: FilterQuery<NoInfer<T>>;
  readonly orderBy: QueryOrderMap<NoInfer<T>>[];
}

/**
 * Finds a page with keyset pagination: the database seeks the cursor in an index, so a page in the middle of a million
 * rows costs as much as the first one.
 *
 * @throws {GraphQLError} BAD_USER_INPUT: the arguments contradict each other, or the cursor is invalid.
 */
export async function findPage<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  query: ListQuery<T>,
  args: ConnectionArgs,
): Promise<Page<T>> {
  const foreign = [args.after, args.before].find((cursor) => cursor && !isCursorOf(em, entity, query.orderBy, cursor));
  if (foreign)
    throw badArguments('This cursor does not belong to this list. Use a cursor from its edges or its pageInfo.');
  const page = await findByCursor(em, entity, query, requestedPage(args));
  const { startCursor, endCursor, hasNextPage, hasPrevPage } = page;
  const [isForward, list] = [args.last == null, { em, entity, query }];
  return {
    edges: page.items.map((node) => ({ node: node as T, cursor: page.from(node) })),
    // MikroORM knows what is beyond the page only at the end that its size cuts off. At the other end it only checks
    // whether there is a cursor, so it takes `after` for a previous page even if no rows are left there.
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
  // Two statements that each seek in an index; nearly always, the first one finds the row of the cursor.
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
