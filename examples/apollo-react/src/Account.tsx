import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { AuthenticatorApps } from './AuthenticatorApps';
import { ChangePassword } from './ChangePassword';
import { Confirmation } from './Confirmation';
import { gatehouse } from './client';
import { Devices } from './Devices';
import { graphql } from './gql';
import { Heading } from './Heading';
import { Profile } from './Profile';
import { Passkeys } from './passkeys/Passkeys';
import { Retry } from './Retry';
import { SignOut } from './SignOut';

const ME = graphql(`
  query Me {
    me {
      id
      email
      ...Profile
    }
  }
`);

interface Props {
  readonly notify: (text: string) => void;
}

/** The view for a signed-in user. */
export function Account({ notify }: Props) {
  const { data, error, refetch } = useQuery(ME);
  const isStranger = data?.me === null;
  useEffect(() => {
    // The cookies are gone. A refresh finds out, and then the app shows "Sign in".
    if (isStranger) gatehouse.refresh().catch(() => {});
  }, [isStranger]);

  if (error) return <Retry error={error} retry={refetch} />;
  if (!data?.me) return <p role="status">One moment…</p>;
  return (
    <Confirmation>
      <Heading>{`Hello, ${data.me.username ?? data.me.email}`}</Heading>
      <SignOut />
      <Profile user={data.me} />
      <Devices />
      <AuthenticatorApps />
      <ChangePassword notify={notify} />
      <Passkeys />
    </Confirmation>
  );
}
