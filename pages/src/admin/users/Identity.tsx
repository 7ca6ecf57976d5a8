import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Fragment, type ReactNode } from 'react';
import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import type { UserDetailsFragment } from '../gql/graphql';

interface Props {
  readonly user: UserDetailsFragment;
}

/** Who the user is, as far as the server knows. */
export function Identity({ user }: Props) {
  return (
    <Section title="Identity" action={<CopyId id={user.id} />}>
      <dl className="facts">
        {factsOf(user).map(([name, fact]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </Fragment>
        ))}
      </dl>
    </Section>
  );
}

function factsOf(user: UserDetailsFragment): (readonly [name: string, fact: ReactNode])[] {
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

function CopyId({ id }: { id: string }) {
  const { copy, copied } = useClipboard();
  return (
    <Button variant="default" size="xs" onClick={() => copy(id)}>
      <span role="status">{copied ? 'Copied' : 'Copy id'}</span>
    </Button>
  );
}
