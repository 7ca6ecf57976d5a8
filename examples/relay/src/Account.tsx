import { useEffect, useState, useTransition } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay';
import type { AccountQuery } from './__generated__/AccountQuery.graphql';
import { gatehouse } from './client';
import { Passkeys } from './Passkeys';
import { SecondFactors } from './SecondFactors';
import { SessionList } from './SessionList';
import { UserList } from './UserList';

/** The view for a signed-in user. */
export function Account() {
  const [fetchKey, setFetchKey] = useState(0);
  const [, startReloading] = useTransition();
  // As a transition, so that the page stays while they are loaded.
  const reload = () => startReloading(() => setFetchKey((key) => key + 1));
  const data = useLazyLoadQuery<AccountQuery>(
    graphql`
      query AccountQuery {
        me {
          email
          role
          ...SessionList_user
          ...SecondFactors_user
          ...Passkeys_user
        }
      }
    `,
    {},
    { fetchKey, fetchPolicy: 'store-and-network' },
  );
  const { me } = data;
  useEffect(() => {
    // The cookies are gone. A refresh finds out, and then the app shows "Sign in".
    if (!me) gatehouse.refresh().catch(() => {});
  }, [me]);

  if (!me) return null;
  return (
    <>
      <h1>{`Hello, ${me.email}`}</h1>
      <button type="button" onClick={() => void gatehouse.logout()}>
        Sign out
      </button>
      <SessionList user={me} />
      <SecondFactors user={me} reload={reload} />
      <Passkeys user={me} reload={reload} />
      {me.role === 'ADMIN' && <UserList />}
    </>
  );
}
