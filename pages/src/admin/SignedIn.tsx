import { ApolloProvider } from '@apollo/client/react';
import { useEffect } from 'react';
import { apollo } from '../shared/apollo';
import { ConfirmIdentityProvider } from '../shared/ConfirmIdentity';
import { DialogStack } from '../shared/Dialog';
import { watchSession } from '../shared/watch-session';
import { Console } from './Console';

/** The console in one session: another one may be that of another user, of whom nothing may remain. */
export function SignedIn() {
  useEffect(watchSession, []);
  return (
    <ApolloProvider client={apollo}>
      <DialogStack>
        <ConfirmIdentityProvider>
          <Console />
        </ConfirmIdentityProvider>
      </DialogStack>
    </ApolloProvider>
  );
}
