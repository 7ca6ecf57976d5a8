import type { GraphQLSchema } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { buildSchema, type ClassType, type NonEmptyArray, type PubSub } from 'type-graphql';
import { AccountsResolver } from './accounts/accounts.resolver.js';
import { AdministrationResolver } from './administration/administration.resolver.js';
import { AuthResolver } from './auth/auth.resolver.js';
import { guard } from './auth/guard.js';
import { authenticateEachMutation } from './authenticate-each-mutation.js';
import { refusalsAsResults } from './errors/refusals-as-results.js';
import { IntrospectionResolver } from './introspection/introspection.resolver.js';
import { SessionEndedResolver } from './live/session-ended.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { UserSessionsResolver } from './sessions/user-sessions.resolver.js';
import { recordFields } from './telemetry/record-fields.js';
import { UserResolver } from './users/user.resolver.js';

const RESOLVERS: NonEmptyArray<ClassType> = [
  AuthResolver,
  UserResolver,
  NodeResolver,
  SessionResolver,
  UserSessionsResolver,
  AccountsResolver,
  AdministrationResolver,
  IntrospectionResolver,
  SessionEndedResolver,
];

/** type-graphql will not make subscriptions without one, though they all bring their own source of events. */
const NO_PUB_SUB: PubSub = {
  publish: () => {},
  subscribe: () => {
    throw new Error('A subscription here has a subscribe function of its own, not topics.');
  },
};

/** Gives type-graphql the instances that app.ts has wired. */
export type ResolverContainer = { get(resolver: ClassType): object };

/** The executable schema. Without a container it can be printed, but not run. */
export async function createSchema(container?: ResolverContainer): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: RESOLVERS,
    ...(container && { container }),
    authChecker: guard,
    pubSub: NO_PUB_SUB,
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    // The services check input: they know the settings, and list all wrong fields at once.
    validate: false,
    // The committed schema.graphql is compared with this one by a test, and parsed.
    skipCheck: true,
  });
  return recordFields(authenticateEachMutation(refusalsAsResults(schema)));
}
