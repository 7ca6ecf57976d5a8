import { Authorized, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import { Role } from '../../users/user.entity.js';
import type { SubscriptionConnection, SubscriptionContext } from './connections.js';
import { RevocationsEvent } from './revocations.js';

@Resolver()
export class RevocationsResolver {
  @Authorized(Role.ADMIN)
  @Subscription(() => RevocationsEvent, {
    description:
      'What is revoked now, at once and whole; then every change, and a sign of life every 5 seconds. For services that ' +
      'verify access tokens by their signature: service accounts with TOKENS_INTROSPECT, and administrators. Available ' +
      'over WebSocket at `/graphql`, or as server-sent events at `/graphql/stream`.',
    subscribe: ({ context }: SubscribeResolverData<unknown, unknown, SubscriptionContext>) =>
      context.revocations.events(context.connection as SubscriptionConnection),
  })
  revocations(@Root() event: RevocationsEvent): RevocationsEvent {
    return event;
  }
}
