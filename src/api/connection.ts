import { type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';

// Every subgraph with lists has one; composed, they are one type.
@Directive('@shareable')
@ObjectType({
  description: 'Where a page stands in its list: https://relay.dev/graphql/connections.htm#sec-undefined.PageInfo',
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

  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  async hasNextPage(): Promise<boolean> {
    return this.bounds.hasNextPage();
  }

  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  async hasPreviousPage(): Promise<boolean> {
    return this.bounds.hasPreviousPage();
  }
}

/** Where a page begins and ends. What is beyond may take a statement to find out, so it is, only if it is asked for. */
export interface PageBounds {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  hasNextPage(): boolean | Promise<boolean>;
  hasPreviousPage(): boolean | Promise<boolean>;
}

/** An entity in its place in a list. */
export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page of a list, and a way to count the whole. */
export interface Page<T> {
  readonly edges: Edge<T>[];
  readonly pageInfo: PageInfo;
  readonly count: () => Promise<number>;
}

/** Makes the types `XEdge` and `XConnection` for a node type X. */
export function createConnectionType<T extends object>(node: ClassType<T>, name: string) {
  @ObjectType(`${name}Edge`, { description: `A ${name} in its place in a list.` })
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'The place in the list, for `after` and `before`.' })
    cursor!: string;

    @Field(() => node, { description: 'What stands there.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}s.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The page.' })
    readonly edges: Edge<T>[];

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    readonly pageInfo: PageInfo;

    constructor(private readonly page: Page<T>) {
      this.edges = page.edges;
      this.pageInfo = page.pageInfo;
    }

    @Field(() => Int, { description: 'How many there are in the whole list. Counted only if it is asked for.' })
    totalCount(): Promise<number> {
      return this.page.count();
    }
  }

  return ConnectionType;
}
