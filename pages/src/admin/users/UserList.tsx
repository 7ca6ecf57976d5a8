import { useQuery } from '@apollo/client/react';
import { Kbd, Text } from '@mantine/core';
import { UserPlus } from 'lucide-react';
import { lazy } from 'react';
import { Heading } from '../../shared/Heading';
import { type Address, pageArguments, useAddress } from '../address';
import { DialogButton } from '../DialogButton';
import { graphql } from '../gql';
import { PagedTable } from '../table/PagedTable';
import { usePagedList } from '../table/paged-list';
import { COLUMNS } from './columns';
import { filterOf, orderOf, orderParameter, sortingOf } from './list-address';
import { UserFilters } from './UserFilters';

const USER_PAGE = graphql(`
  query UserPage(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: UserFilter
    $orderBy: UserOrder
  ) {
    users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      edges {
        node {
          id
          ...ListedUser
        }
      }
      pageInfo {
        startCursor
        endCursor
        hasNextPage
        hasPreviousPage
      }
    }
  }
`);

/** Not with the page, which must not wait until a million users have been counted. */
const USER_COUNT = graphql(`
  query UserCount($filter: UserFilter) {
    users(first: 1, filter: $filter) {
      totalCount
    }
  }
`);

const PAGE_SIZE = 25;

const NewUser = lazy(() => import('./NewUser').then((module) => ({ default: module.NewUser })));

/** All users, or those that are searched for. */
export function UserList() {
  const address = useAddress();
  return (
    <>
      <div className="page-head">
        <Heading>Users</Heading>
        <DialogButton name="New user" icon={UserPlus}>
          {() => <NewUser />}
        </DialogButton>
      </div>
      <UserFilters address={address} />
      <FoundUsers address={address} />
    </>
  );
}

function FoundUsers({ address: { parameters, filter: changeFilter, turnTo } }: { address: Address }) {
  const filter = filterOf(parameters);
  const orderBy = orderOf(parameters);
  const list = usePagedList(
    USER_PAGE,
    { ...pageArguments(parameters, PAGE_SIZE), filter, orderBy },
    { connectionIn: ({ users }) => users },
  );
  const { data: counted } = useQuery(USER_COUNT, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  return (
    <>
      <PagedTable
        label="Users"
        noun="user"
        columns={COLUMNS}
        list={list}
        total={counted?.users.totalCount}
        turnTo={turnTo}
        sorting={sortingOf(orderBy)}
        sort={(sorting) => changeFilter({ order: orderParameter(sorting) })}
        nothing={['No users found', 'Search for a part of the address or of the username, or choose other filters.']}
      />
      {!list.error && <KeyHints />}
    </>
  );
}

function KeyHints() {
  return (
    <Text component="div" size="xs" c="dimmed" className="keys wide-only">
      <Kbd size="xs">Ctrl</Kbd>
      <Kbd size="xs">K</Kbd> search
      <Kbd size="xs">↓</Kbd>
      <Kbd size="xs">↑</Kbd> choose
      <Kbd size="xs">Enter</Kbd> open
    </Text>
  );
}
