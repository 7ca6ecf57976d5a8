import { AccountsResolver } from './accounts/accounts.resolver.js';
import { AdministrationResolver } from './administration/administration.resolver.js';
import { AuthResolver } from './auth/auth.resolver.js';
import type { AuthenticateToken } from './authenticate-token.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { IntrospectionResolver } from './introspection/introspection.resolver.js';
import { TokenIntrospector } from './introspection/token-introspection.js';
import { SessionEndedResolver } from './live/session-ended.resolver.js';
import { NodeResolver } from './node.resolver.js';
import type { ResolverContainer } from './schema.js';
import type { Services } from './services.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { UserSessionsResolver } from './sessions/user-sessions.resolver.js';
import { UserResolver } from './users/user.resolver.js';

export interface ResolverDependencies {
  readonly config: Config;
  readonly services: Services;
  readonly clock: Clock;
  readonly authenticateToken: AuthenticateToken;
}

/** What type-graphql asks for the instance of a resolver class. */
export function resolverInstances(dependencies: ResolverDependencies): ResolverContainer {
  const { config, services, clock, authenticateToken } = dependencies;
  const instances = new Map<unknown, object>([
    [AuthResolver, new AuthResolver(services)],
    [UserResolver, new UserResolver()],
    [NodeResolver, new NodeResolver()],
    [SessionResolver, new SessionResolver(services.revocation)],
    [UserSessionsResolver, new UserSessionsResolver(clock)],
    [AccountsResolver, new AccountsResolver(services)],
    [IntrospectionResolver, new IntrospectionResolver(new TokenIntrospector(authenticateToken, config))],
    [AdministrationResolver, new AdministrationResolver(services.administration, services.recentLogin)],
    [SessionEndedResolver, new SessionEndedResolver()],
  ]);
  return { get: (resolver: unknown) => instances.get(resolver) as object };
}
