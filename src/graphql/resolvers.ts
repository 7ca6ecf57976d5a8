import type { ClassType, NonEmptyArray } from 'type-graphql';
import { AccountsResolver } from '../accounts/accounts.resolver.js';
import { AdministrationResolver } from '../administration/administration.resolver.js';
import { AuthResolver } from '../auth/auth.resolver.js';
import type { AuthenticateToken } from '../authenticate-token.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import { SessionEndedResolver } from '../live/session-ended.resolver.js';
import type { Services } from '../services.js';
import { SessionResolver } from '../sessions/session.resolver.js';
import { UserSessionsResolver } from '../sessions/user-sessions.resolver.js';
import { IntrospectionResolver } from '../token-introspection/introspection.resolver.js';
import { TokenIntrospector } from '../token-introspection/token-introspection.js';
import { UserResolver } from '../users/user.resolver.js';
import { NodeResolver } from './node.resolver.js';

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

/** What type-graphql asks for the instance of a resolver class. */
export type ResolverContainer = { get(resolver: ClassType): object };

export function resolverInstances(dependencies: ResolverDependencies): ResolverContainer {
  const instances = new Map(RESOLVERS.map(([resolver, create]) => [resolver, create(dependencies)]));
  // It asks for none but those above.
  return { get: (resolver) => instances.get(resolver) as object };
}
