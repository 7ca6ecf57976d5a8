import { addResolversToSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { badArguments } from '../../api/request-errors.js';
import { findVisibleUser } from '../../sessions/visible-user.js';
import type { RequestContext } from './context.js';

/** How many references may be resolved at once. Each also counts towards the cost of the operation. */
const MAX_REFERENCES = 100;

/** What another subgraph knows of a user. */
interface UserReference {
  readonly __typename: 'User';
  readonly id: string;
}

interface EntitiesArgs {
  readonly representations: readonly unknown[];
}

/** Lets a gateway look users up by id, under the same rule as everybody: whoever signed in and sent the request decides. */
export function resolveUserReferences(subgraph: GraphQLSchema): GraphQLSchema {
  const resolveReference = ({ id }: UserReference, context: RequestContext) => findVisibleUser(context, id);
  addResolversToSchema(subgraph, { User: { __resolveReference: resolveReference } });
  return refuseOtherReferences(subgraph);
}

/** Of a type that has no resolver for references, @apollo/subgraph would take the reference itself for the object. */
function refuseOtherReferences(subgraph: GraphQLSchema): GraphQLSchema {
  const entities = subgraph.getQueryType()?.getFields()._entities;
  const resolve = entities?.resolve;
  if (!entities || !resolve) throw new Error('The subgraph has no entities.');
  entities.resolve = (source, args: EntitiesArgs, context: RequestContext, info) => {
    context.record.run('_entities');
    if (args.representations.length > MAX_REFERENCES) {
      throw badArguments(`Send at most ${MAX_REFERENCES} references at once.`);
    }
    if (!args.representations.every(isUserReference)) {
      throw badArguments('Only users are looked up by reference. Send {"__typename": "User", "id": "..."}.');
    }
    return resolve(source, args, context, info);
  };
  return subgraph;
}

function isUserReference(representation: unknown): representation is UserReference {
  const { __typename, id } = Object(representation) as Partial<UserReference>;
  return __typename === 'User' && typeof id === 'string';
}
