import type { GraphQLSchema } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { buildSchema, type ClassType, type NonEmptyArray, type PubSub } from 'type-graphql';
import { guard } from '../../sessions/authentication.js';
import { type Wrapper, wrapRootFields } from './mutations.js';

/** type-graphql requires one for subscriptions, although they all have their own source of events. */
const NO_PUB_SUB: PubSub = {
  publish: () => {},
  subscribe: () => {
    throw new Error('A subscription here has a subscribe function of its own, not topics.');
  },
};

/** Where type-graphql gets the instance of a resolver class. */
export type ResolverContainer = { get(resolver: ClassType): object };

export interface SchemaParts {
  readonly container: ResolverContainer;
  /** Wrappers of operations by features, outermost first. */
  readonly wrappers: readonly Wrapper[];
}

/** Creates the schema. Without parts, it can be printed but not executed. */
export async function createSchema(resolvers: NonEmptyArray<ClassType>, parts?: SchemaParts): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    ...(parts && { container: parts.container }),
    authChecker: guard,
    pubSub: NO_PUB_SUB,
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    // Services validate input, because they know the settings and report all invalid fields at once.
    validate: false,
    // A test compares schema.graphql with this schema, and parses it.
    skipCheck: true,
  });
  describeRoots(schema);
  return wrapRootFields(schema, parts?.wrappers);
}

const ROOTS: Record<string, string> = {
  Query: 'What can be read.',
  Mutation:
    'What can be changed. A mutation that can fail in an expected way returns a union of its payload and these failures; `... on ErrorResult` matches any of them.',
  Subscription: 'What the server reports as it happens, by WebSocket (graphql-transport-ws) or server-sent events.',
};

/** Of a schema that is not in use yet: type-graphql has no place for the descriptions of these types. */
function describeRoots(schema: GraphQLSchema): void {
  for (const [name, description] of Object.entries(ROOTS)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
}
