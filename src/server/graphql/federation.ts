import { addResolversToSchema, buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { createResolversMap } from 'type-graphql';
import { badArguments } from '../../api/request-errors.js';
import { findVisibleUser } from '../../sessions/visible-user.js';
import type { RequestContext } from './context.js';
import { authenticateFirst, type Wrapper, wrapResolver } from './mutations.js';

/** The same API as a subgraph of Apollo Federation 2: https://www.apollographql.com/docs/federation/subgraph-spec */
export function createSubgraph(schema: GraphQLSchema, wrappers: readonly Wrapper[] = []): GraphQLSchema {
  const resolvers = createResolversMap(schema) as GraphQLResolverMap;
  const subgraph = buildSubgraphSchema([{ typeDefs: federatedDocument(schema), resolvers }]);
  return resolveUserReferences(subgraph, wrappers);
}

/** graphql-js does not print the `@key` and `@shareable` that type-graphql keeps from `@Directive`. */
function federatedDocument(schema: GraphQLSchema): DocumentNode {
  return parse(`${LINK}\n${printSchemaWithDirectives(schema)}`);
}

/** The oldest version that supports what is used here, so that every gateway of Federation 2 understands it. */
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])';

/** How many references may be resolved at once. Each also counts toward the cost of the operation. */
const MAX_REFERENCES = 100;

interface UserReference {
  readonly __typename: 'User';
  readonly id: string;
}

interface EntitiesArgs {
  readonly representations: readonly unknown[];
}

/** Lets a gateway look up users by id, with the permissions of the user who is signed in. */
function resolveUserReferences(subgraph: GraphQLSchema, wrappers: readonly Wrapper[] = []): GraphQLSchema {
  const resolveReference = ({ id }: UserReference, context: RequestContext) => findVisibleUser(context, id);
  addResolversToSchema(subgraph, { User: { __resolveReference: resolveReference } });
  return refuseOtherReferences(subgraph, wrappers);
}

/** Without a reference resolver, @apollo/subgraph would use the reference itself as the object. */
function refuseOtherReferences(subgraph: GraphQLSchema, wrappers: readonly Wrapper[]): GraphQLSchema {
  const entities = subgraph.getQueryType()?.getFields()._entities;
  if (!entities?.resolve) throw new Error('The subgraph has no entities.');
  const { type, extensions } = entities;
  const field = { name: '_entities', type, extensions };
  const resolve = wrapResolver(entities.resolve, field, [authenticateFirst, ...wrappers]);
  entities.resolve = (source, args: EntitiesArgs, context: RequestContext, info) => {
    context.record.run('_entities');
    if (args.representations.length > MAX_REFERENCES) {
      throw badArguments(`Send at most ${MAX_REFERENCES} references at once.`);
    }
    if (!args.representations.every(isUserReference)) {
      throw badArguments('Only users can be looked up by reference. Send {"__typename": "User", "id": "..."}.');
    }
    return resolve(source, args, context, info);
  };
  return subgraph;
}

function isUserReference(representation: unknown): representation is UserReference {
  const { __typename, id } = Object(representation) as Partial<UserReference>;
  return __typename === 'User' && typeof id === 'string';
}
