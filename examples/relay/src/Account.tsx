import { useEffect } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay';
import type { AccountQuery } from './__generated__/AccountQuery.graphql';
import { gatehouse } from './client';
import { SessionList } from './SessionList';
import { UserList } from './UserList';

/** The view for a signed-in user. */
export function Account() {
  const data = useLazyLoadQuery<AccountQuery>(
    graphql`
      query AccountQuery {
        me {
          email
          role
          ...SessionList_user
        }
      }
    `,
    {},
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
      {me.role === 'ADMIN' && <UserList />}
    </>
  );
}
