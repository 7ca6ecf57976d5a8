import { Arg, Mutation, Resolver } from 'type-graphql';
import { IntrospectTokenInput } from './introspection.inputs.js';
import { TokenIntrospection } from './introspection.results.js';
import type { TokenIntrospector } from './token-introspection.js';

@Resolver()
export class IntrospectionResolver {
  constructor(private readonly introspector: TokenIntrospector) {}

  /** A mutation: those are sent by POST only, so no token gets into an address, a log or a cache. RFC 7662 §2.1, §4. */
  @Mutation(() => TokenIntrospection, {
    description:
      'Tells another service whether an access token is in force, as every request is checked. It changes nothing; being a mutation keeps tokens out of addresses and caches.',
  })
  introspectToken(
    @Arg('input', () => IntrospectTokenInput, { description: 'The access token.' })
    { token, secret }: IntrospectTokenInput,
  ) {
    return this.introspector.introspect(token, secret ?? undefined);
  }
}
