import type { GraphQLSchema } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { buildSchema, type PubSub } from 'type-graphql';
import { type RefusedActs, recordRefusedActs } from '../../accounts/administration/refused-acts.js';
import { type ResolverContainer, resolverClasses } from '../../resolvers.js';
import { guard } from '../../sessions/guard.js';
import { recordFields } from '../telemetry/record-fields.js';
import { authenticateEachMutation } from './authenticate-each-mutation.js';
import { refusalsAsResults } from './refusals-as-results.js';

/** type-graphql will not make subscriptions without one, though they all bring their own source of events. */
const NO_PUB_SUB: PubSub = {
  publish: () => {},
  subscribe: () => {
    throw new Error('A subscription here has a subscribe function of its own, not topics.');
  },
};

/** What makes a schema executable. */
export interface SchemaParts {
  readonly container: ResolverContainer;
  readonly refusedActs: RefusedActs;
}

/** The executable schema. Without parts it can be printed, but not run. */
export async function createSchema(parts?: SchemaParts): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: resolverClasses,
    ...(parts && { container: parts.container }),
    authChecker: guard,
    pubSub: NO_PUB_SUB,
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    // The services check input: they know the settings, and list all wrong fields at once.
    validate: false,
    // The committed schema.graphql is compared with this one by a test, and parsed.
    skipCheck: true,
  });
  if (parts) recordRefusedActs(schema, parts.refusedActs);
  return recordFields(authenticateEachMutation(refusalsAsResults(schema)));
}
