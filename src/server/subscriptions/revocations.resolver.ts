import { Authorized, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import { type Authentication, requireRight } from '../../sessions/authentication.js';
import { Role } from '../../users/user.entity.js';
import type { SubscriptionConnection, SubscriptionContext } from './connections.js';
import { type Recipient, RevocationsEvent } from './revocations.js';

@Resolver()
export class RevocationsResolver {
  @Authorized(Role.ADMIN)
  @Subscription(() => RevocationsEvent, {
    description:
      'What is revoked now, at once and whole; then every change, and a sign of life every 5 seconds. For services that ' +
      'verify access tokens by their signature: service accounts with TOKENS_INTROSPECT, and administrators. Available ' +
      'over WebSocket at `/graphql`, or as server-sent events at `/graphql/stream`.',
    subscribe: ({ context }: SubscribeResolverData<unknown, unknown, SubscriptionContext>) =>
      context.revocations.events(recipientOf(context)),
  })
  revocations(@Root() event: RevocationsEvent): RevocationsEvent {
    return event;
  }
}

/** Of someone whom the guard has let in. */
function recipientOf({ connection, authenticateAgain }: SubscriptionContext): Recipient {
  const { closed, drained } = connection as SubscriptionConnection;
  return { closed, drained, isEntitled: async () => isEntitled(await authenticateAgain()) };
}

/** A token that has expired is of no account here: its connection is closed for that. */
function isEntitled(authentication: Authentication): boolean {
  if (authentication.state === 'refused') return authentication.reason === 'TOKEN_EXPIRED';
  try {
    requireRight(authentication, 'Subscription.revocations', [Role.ADMIN]);
    return true;
  } catch {
    return false;
  }
}
