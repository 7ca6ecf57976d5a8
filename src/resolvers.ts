import type { ClassType, NonEmptyArray } from 'type-graphql';
import { AccountsResolver, UserResolver } from './accounts/accounts.resolver.js';
import { AdministrationResolver } from './accounts/administration/administration.resolver.js';
import type { Clock } from './clock.js';
import type { Config } from './config/config.js';
import { NodeResolver } from './server/graphql/node.js';
import type { ResolverContainer } from './server/graphql/schema.js';
import { SessionEndedResolver } from './server/subscriptions/session-ended.resolver.js';
import type { Services } from './services.js';
import { AuthResolver } from './sessions/auth.resolver.js';
import type { AuthenticateToken } from './sessions/authentication.js';
import { IntrospectionResolver, TokenIntrospector } from './sessions/introspection.js';
import { SessionResolver, UserSessionsResolver } from './sessions/session.resolver.js';

export interface ResolverDependencies {
  readonly config: Config;
  readonly services: Services;
  readonly clock: Clock;
  readonly authenticateToken: AuthenticateToken;
}

type CreateResolver = (dependencies: ResolverDependencies) => object;

const RESOLVERS: [ClassType, CreateResolver][] = [
  [AuthResolver, ({ services }) => new AuthResolver(services)],
  [UserResolver, () => new UserResolver()],
  [NodeResolver, () => new NodeResolver()],
  [SessionResolver, ({ services }) => new SessionResolver(services.revocation)],
  [UserSessionsResolver, ({ clock }) => new UserSessionsResolver(clock)],
  [AccountsResolver, ({ services }) => new AccountsResolver(services)],
  [AdministrationResolver, ({ services }) => new AdministrationResolver(services.administration, services.recentLogin)],
  [
    IntrospectionResolver,
    ({ authenticateToken, config }) => new IntrospectionResolver(new TokenIntrospector(authenticateToken, config)),
  ],
  [SessionEndedResolver, () => new SessionEndedResolver()],
];

/** What the schema is made of. */
export const resolverClasses = RESOLVERS.map(([resolver]) => resolver) as NonEmptyArray<ClassType>;

export function resolverInstances(dependencies: ResolverDependencies): ResolverContainer {
  const instances = new Map(RESOLVERS.map(([resolver, create]) => [resolver, create(dependencies)]));
  // It asks for none but those above.
  return { get: (resolver) => instances.get(resolver) as object };
}
