import { Badge } from '@mantine/core';

/** Of an account of a user or of a service. */
export function ActivityBadge({ deactivatedAt }: { deactivatedAt: string | null }) {
  return (
    <Badge variant="light" color={deactivatedAt ? 'red' : 'green'} tt="none">
      {deactivatedAt ? 'Deactivated' : 'Active'}
    </Badge>
  );
}
