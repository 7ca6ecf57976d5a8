import { Authorized, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import type { SubscriptionContext } from './connections.js';
import { SessionEndedEvent } from './session-ended.js';

@Resolver()
export class SessionEndedResolver {
  @Authorized()
  @Subscription(() => SessionEndedEvent, {
    description:
      'Reports once that the session of the access token has ended, on any device, then completes. Available over ' +
      'WebSocket at `/graphql`, or as server-sent events at `/graphql/stream`.',
    subscribe: ({ context }: SubscribeResolverData<unknown, unknown, SubscriptionContext>) =>
      context.connection?.sessionEnd() as AsyncIterable<[SessionEndedEvent]>,
  })
  sessionEnded(@Root() [event]: [SessionEndedEvent]): SessionEndedEvent {
    return event;
  }
}
