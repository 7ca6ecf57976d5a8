import { Authorized, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import type { SubscriptionContext } from './connections.js';
import { SessionEndedEvent } from './session-ended.js';

@Resolver()
export class SessionEndedResolver {
  @Authorized()
  @Subscription(() => SessionEndedEvent, {
    description:
      'Tells, once, that the session of the access token was ended, here or elsewhere; then it completes. Over ' +
      'WebSocket at `/graphql`, or as server-sent events at `/graphql/stream`.',
    subscribe: ({ context }: SubscribeResolverData<unknown, unknown, SubscriptionContext>) =>
      context.connection?.sessionEnd() as AsyncIterable<[SessionEndedEvent]>,
  })
  sessionEnded(@Root() [event]: [SessionEndedEvent]): SessionEndedEvent {
    return event;
  }
}
