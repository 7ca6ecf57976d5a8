import { Badge } from '@mantine/core';
import { ActivityBadge } from '../ActivityBadge';
import { Role } from '../gql/graphql';

interface Props {
  readonly user: {
    readonly role: Role;
    readonly emailVerifiedAt: string | null;
    readonly deactivatedAt: string | null;
  };
  /** Whether the role is among them. */
  readonly withRole?: boolean;
}

/** What to know of an account at a glance. */
export function UserBadges({ user: { role, emailVerifiedAt, deactivatedAt }, withRole }: Props) {
  return (
    <span className="badges">
      {withRole && role === Role.Admin && (
        <Badge variant="light" color="blue" tt="none">
          Administrator
        </Badge>
      )}
      <ActivityBadge deactivatedAt={deactivatedAt} />
      {!emailVerifiedAt && (
        <Badge variant="light" color="yellow" tt="none">
          Not verified
        </Badge>
      )}
    </span>
  );
}
