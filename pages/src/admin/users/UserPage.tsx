import { useQuery } from '@apollo/client/react';
import { Anchor, Avatar, Stack, Text } from '@mantine/core';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'wouter';
import { Heading } from '../../shared/Heading';
import { PageSkeleton } from '../FrameSkeleton';
import { graphql } from '../gql';
import type { UserDetailsFragment } from '../gql/graphql';
import { Problem } from '../Problem';
import { USERS } from '../paths';
import { DangerActs } from './acts/DangerActs';
import { HelpActs } from './acts/HelpActs';
import { Identity } from './Identity';
import { SignInMethods } from './SignInMethods';
import { UserBadges } from './UserBadges';
import { UserEvents } from './UserEvents';
import { UserSessions } from './UserSessions';

graphql(`
  fragment UserDetails on User {
    id
    email
    username
    role
    locale
    emailVerifiedAt
    deactivatedAt
    deactivationReason
    createdAt
    updatedAt
    hasPassword
    recoveryCodesLeft
    totpFactors {
      id
      name
      createdAt
      lastUsedAt
    }
    passkeys {
      id
      name
      createdAt
      lastUsedAt
      isSynced
    }
  }
`);

const USER = graphql(`
  query User($id: ID!) {
    node(id: $id) {
      __typename
      ... on User {
        id
        ...UserDetails
      }
    }
  }
`);

/** Everything about one user, and everything that can be done. */
export function UserPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(USER, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const user = data?.node?.__typename === 'User' ? data.node : undefined;
  return (
    <>
      <Anchor component={Link} href={USERS} size="sm" className="back-link">
        <ChevronLeft size={16} aria-hidden="true" />
        Users
      </Anchor>
      {error && <Problem error={error} retry={refetch} />}
      {!error && !data && <PageSkeleton />}
      {data && !user && <NoSuchUser />}
      {user && <Details user={user} />}
    </>
  );
}

function NoSuchUser() {
  return (
    <>
      <Heading>No such user</Heading>
      <Text c="dimmed">There is none with this id. The account may have been deleted.</Text>
    </>
  );
}

function Details({ user }: { user: UserDetailsFragment }) {
  return (
    <>
      <div className="page-head">
        <div className="who">
          <Avatar size={56} radius="xl" color="blue" name={user.username ?? user.email} alt="" />
          <Stack gap={4}>
            <Heading size="h2" className="breakable">
              {user.email}
            </Heading>
            <div className="badges">
              {user.username && <Text c="dimmed">{user.username}</Text>}
              <UserBadges user={user} withRole />
            </div>
          </Stack>
        </div>
      </div>
      <div className="user-columns">
        <div>
          <UserSessions id={user.id} />
          <SignInMethods user={user} />
          <UserEvents id={user.id} />
        </div>
        <div>
          <Identity user={user} />
          <HelpActs user={user} />
          <DangerActs user={user} />
        </div>
      </div>
    </>
  );
}
