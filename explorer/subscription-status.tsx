import { pick, useGraphiQL } from '@graphiql/react';

/** Says of a running subscription that nothing is wrong: it waits. */
export function SubscriptionStatus() {
  const { subscription, isFetching } = useGraphiQL(pick('subscription', 'isFetching'));
  if (!subscription) return null;
  return (
    <div className="subscription-status" role="status">
      <span aria-hidden="true" />
      {isFetching ? 'Subscribed. Waiting for the first event…' : 'Subscribed. Waiting for the next event…'}
    </div>
  );
}
