import { Section } from '../../../shared/Section';
import type { UserDetailsFragment } from '../../gql/graphql';
import { Deactivate, Reactivate } from './Deactivation';
import { DeleteUser } from './DeleteUser';

/** What may keep a user out. */
export function DangerActs({ user }: { user: UserDetailsFragment }) {
  return (
    <Section title="Danger zone" isDangerous>
      {user.deactivatedAt ? <Reactivate user={user} /> : <Deactivate user={user} />}
      <DeleteUser user={user} />
    </Section>
  );
}
