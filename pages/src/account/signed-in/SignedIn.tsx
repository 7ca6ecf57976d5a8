import { ApolloProvider } from '@apollo/client/react';
import { useEffect } from 'react';
import { apollo } from '../../shared/apollo';
import { ConfirmIdentityProvider } from '../../shared/ConfirmIdentity';
import { DialogStack } from '../../shared/Dialog';
import { useSessionId } from '../../shared/session';
import { watchSession } from '../../shared/watch-session';
import { Account } from './Account';

/** The pages of an account. Another session may be that of another user, of whom nothing may remain. */
export function SignedIn() {
  const sessionId = useSessionId();
  useEffect(watchSession, []);
  return (
    <ApolloProvider client={apollo}>
      <DialogStack>
        <ConfirmIdentityProvider key={sessionId}>
          <Account />
        </ConfirmIdentityProvider>
      </DialogStack>
    </ApolloProvider>
  );
}
