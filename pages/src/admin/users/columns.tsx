import { Avatar, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useLocalization } from '../../shared/language/Localized';
import { formatDate } from '../../shared/relative-time';
import { graphql } from '../gql';
import { type ListedUserFragment, Role, UserOrderField } from '../gql/graphql';
import { pathOfUser } from '../paths';
import type { Column } from '../table/DataTable';
import { UserBadges } from './UserBadges';

graphql(`
  fragment ListedUser on User {
    id
    email
    username
    role
    emailVerifiedAt
    deactivatedAt
    createdAt
  }
`);

export const COLUMNS: Column<ListedUserFragment>[] = [
  {
    id: UserOrderField.Email,
    // Not of what it contains, or TanStack Table would guess the first direction.
    sortDescFirst: false,
    accessorFn: ({ email }) => email,
    header: 'User',
    cell: ({ row }) => <UserCell user={row.original} />,
  },
  {
    id: 'STATE',
    enableSorting: false,
    header: 'State',
    cell: ({ row }) => <UserBadges user={row.original} />,
  },
  {
    id: 'ROLE',
    enableSorting: false,
    header: 'Role',
    cell: ({ row }) => (row.original.role === Role.Admin ? 'Administrator' : 'User'),
  },
  {
    id: UserOrderField.CreatedAt,
    sortDescFirst: true,
    accessorFn: ({ createdAt }) => createdAt,
    header: 'Registered',
    cell: ({ row }) => <Day at={row.original.createdAt} />,
  },
];

function Day({ at }: { at: string }) {
  return (
    <Text size="sm" c="dimmed" className="no-wrap">
      {formatDate(at, useLocalization())}
    </Text>
  );
}

function UserCell({ user }: { user: ListedUserFragment }) {
  return (
    <div className="user-cell">
      <Avatar size={34} radius="xl" color="blue" name={user.username ?? user.email} alt="" />
      <div>
        <Link href={pathOfUser(user.id)} className="row-link breakable">
          {user.email}
        </Link>
        {user.username && (
          <Text size="sm" c="dimmed" className="breakable">
            {user.username}
          </Text>
        )}
        <div className="narrow-only">
          <UserBadges user={user} />
        </div>
      </div>
    </div>
  );
}
