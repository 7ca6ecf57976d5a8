import { Badge, Text } from '@mantine/core';
import { Link } from 'wouter';
import { Time } from '../../shared/Time';
import { ActivityBadge } from '../ActivityBadge';
import { graphql } from '../gql';
import type { ListedServiceAccountFragment } from '../gql/graphql';
import { pathOfServiceAccount } from '../paths';
import type { Column } from '../table/DataTable';

graphql(`
  fragment ListedServiceAccount on ServiceAccount {
    id
    name
    permissions
    createdAt
    deactivatedAt
  }
`);

export const COLUMNS: Column<ListedServiceAccountFragment>[] = [
  { id: 'NAME', header: 'Name', cell: ({ row }) => <Name account={row.original} /> },
  { id: 'PERMISSIONS', header: 'Permissions', cell: ({ row }) => <Permissions account={row.original} /> },
  { id: 'STATE', header: 'State', cell: ({ row }) => <ActivityBadge deactivatedAt={row.original.deactivatedAt} /> },
  {
    id: 'CREATED_AT',
    header: 'Created',
    cell: ({ row }) => (
      <Text size="sm" c="dimmed" className="no-wrap">
        <Time at={row.original.createdAt} />
      </Text>
    ),
  },
];

interface Props {
  readonly account: ListedServiceAccountFragment;
}

/** On phones, with what is in other columns elsewhere. */
function Name({ account }: Props) {
  return (
    <>
      <Link href={pathOfServiceAccount(account.id)} className="row-link breakable">
        {account.name}
      </Link>
      <div className="narrow-only">
        <span className="badges">
          <ActivityBadge deactivatedAt={account.deactivatedAt} />
          <Permissions account={account} />
        </span>
      </div>
    </>
  );
}

function Permissions({ account: { permissions } }: Props) {
  return (
    <span className="badges">
      {permissions.map((permission) => (
        <Badge key={permission} variant="light" color="gray" tt="none">
          {permission}
        </Badge>
      ))}
    </span>
  );
}
