import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import { CopyButton } from '../CopyButton';
import { type Fact, Facts } from '../Facts';
import type { UserDetailsFragment } from '../gql/graphql';

interface Props {
  readonly user: UserDetailsFragment;
}

/** Who the user is, as far as the server knows. */
export function Identity({ user }: Props) {
  return (
    <Section
      title="Identity"
      action={
        <CopyButton text={user.id} size="xs" variant="default">
          Copy id
        </CopyButton>
      }
    >
      <Facts facts={factsOf(user)} />
    </Section>
  );
}

function factsOf(user: UserDetailsFragment): Fact[] {
  const { id, username, locale, emailVerifiedAt, deactivatedAt, deactivationReason, createdAt, updatedAt } = user;
  return [
    ['Id', <code className="identifier">{id}</code>],
    ['Username', username ?? 'None'],
    ['Address verified', emailVerifiedAt ? <Time at={emailVerifiedAt} /> : 'Never'],
    ['Language', locale ?? 'Unknown'],
    ['Registered', <Time at={createdAt} />],
    ['Changed', <Time at={updatedAt} />],
    ...(deactivatedAt ? [['Deactivated', <Time at={deactivatedAt} />] as const] : []),
    ...(deactivationReason ? [['Reason', deactivationReason] as const] : []),
  ];
}
