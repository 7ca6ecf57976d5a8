import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { createResolversMap } from 'type-graphql';
import { resolveUserReferences } from './user-references.js';

/** The oldest version that has what is used here, so that every gateway of Federation 2 understands it. */
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])';

/** The same API as a subgraph of Apollo Federation 2: https://www.apollographql.com/docs/federation/subgraph-spec */
export function createSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const resolvers = createResolversMap(schema) as GraphQLResolverMap;
  return resolveUserReferences(buildSubgraphSchema([{ typeDefs: federatedDocument(schema), resolvers }]));
}

/** What type-graphql keeps of `@Directive`, `@key` and `@shareable`, graphql-js does not print. */
function federatedDocument(schema: GraphQLSchema): DocumentNode {
  return parse(`${LINK}\n${printSchemaWithDirectives(schema)}`);
}
