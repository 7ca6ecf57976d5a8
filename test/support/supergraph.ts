import { ApolloGateway, IntrospectAndCompose, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Answer } from './api-client.js';

/** Another team's subgraph. It follows Relay too, and so has a `Node`, a `node`, a `PageInfo` and a `DateTime` of its own. */
const REVIEWS = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@override"])
  scalar DateTime
  interface Node { id: ID! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Review implements Node @key(fields: "id") { id: ID! author: User writtenAt: DateTime! }
  type ReviewEdge { cursor: String! node: Review! }
  type ReviewConnection { edges: [ReviewEdge!]! pageInfo: PageInfo! }
  type User @key(fields: "id") { id: ID! reviewCount: Int! }
  type Query { reviews: ReviewConnection!  node(id: ID!): Node @override(from: "gatehouse") }
`);

const reviewBy = (id: string) => ({ id: `by ${id}`, author: { id }, writtenAt: '2026-01-01T00:00:00Z' });

function reviewsBy(authors: string[]) {
  const edges = () => authors.map((id) => ({ cursor: id, node: reviewBy(id) }));
  const Query = { reviews: () => ({ edges, pageInfo: { hasNextPage: false, hasPreviousPage: false } }) };
  const User = { reviewCount: ({ id }: { id: string }) => authors.filter((author) => author === id).length };
  return buildSubgraphSchema([{ typeDefs: REVIEWS, resolvers: { Query, User } }]);
}

interface GatewayContext {
  readonly authorization?: string;
}

/** Passes on who is signed in. */
class Gatehouse extends RemoteGraphQLDataSource<GatewayContext> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource['willSendRequest']>>[0]) {
    if (context.authorization) request.http?.headers.set('authorization', context.authorization);
  }
}

/** A gateway in front of a Gatehouse at a URL and of another team's reviews. */
export class Supergraph {
  /** Who wrote a review, by id. */
  readonly authors: string[] = [];
  private readonly server: ApolloServer<GatewayContext>;

  constructor(gatehouseUrl: string) {
    const subgraphs = [
      { name: 'gatehouse', url: gatehouseUrl },
      { name: 'reviews', url: 'local' },
    ];
    const reviews = new LocalGraphQLDataSource(reviewsBy(this.authors));
    const gateway = new ApolloGateway({
      supergraphSdl: new IntrospectAndCompose({ subgraphs }),
      buildService: ({ name, url }) => (name === 'reviews' ? reviews : new Gatehouse({ url })),
    });
    this.server = new ApolloServer({ gateway });
  }

  start(): Promise<void> {
    return this.server.start();
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async send(query: string, variables: object, token?: string): Promise<Pick<Answer, 'data' | 'errors'>> {
    const contextValue = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { body } = await this.server.executeOperation({ query, variables: { ...variables } }, { contextValue });
    if (body.kind !== 'single') throw new Error('The gateway answered in parts.');
    return { data: null, ...body.singleResult } as Answer;
  }
}
