import { Text } from '@mantine/core';
import { KeyRound, LockKeyhole, type LucideIcon, ShieldCheck } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Added, ListItem } from '../../shared/ListItem';
import { Section } from '../../shared/Section';
import type { UserDetailsFragment } from '../gql/graphql';
import { count } from '../words';
import { ResetFactors } from './acts/ResetFactors';

interface Props {
  readonly user: UserDetailsFragment;
}

/** Everything that proves who the user is. */
export function SignInMethods({ user }: Props) {
  const { hasPassword, totpFactors, passkeys } = user;
  const hasFactors = totpFactors.length + passkeys.length > 0;
  return (
    <Section title="Second factors and passkeys" action={hasFactors && <ResetFactors user={user} />}>
      <ul className="list">
        <Method icon={LockKeyhole} name="Password" details={hasPassword ? 'Set' : 'None'} />
        {totpFactors.map((app) => (
          <Method
            key={app.id}
            icon={ShieldCheck}
            name={app.name}
            details={<Added note="Authenticator app" {...app} />}
          />
        ))}
        {passkeys.map((passkey) => (
          <Method key={passkey.id} icon={KeyRound} name={passkey.name} details={<PasskeyDetails passkey={passkey} />} />
        ))}
        {totpFactors.length > 0 && <RecoveryCodes left={user.recoveryCodesLeft} />}
      </ul>
      {!hasFactors && (
        <Text size="sm" c="dimmed">
          No second factor and no passkey.
        </Text>
      )}
    </Section>
  );
}

function PasskeyDetails({ passkey }: { passkey: UserDetailsFragment['passkeys'][number] }) {
  return <Added note={passkey.isSynced ? 'Passkey on all devices' : 'Passkey on one device'} {...passkey} />;
}

function RecoveryCodes({ left }: { left: number }) {
  return <Method icon={ShieldCheck} name="Recovery codes" details={`${count(left, 'code')} left`} />;
}

interface MethodProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly details: ReactNode;
}

function Method({ icon, name, details }: MethodProps) {
  const text =
    typeof details === 'string' ? (
      <Text size="sm" c="dimmed">
        {details}
      </Text>
    ) : (
      details
    );
  return (
    <ListItem icon={icon} name={name} nameId={useId()} details={text}>
      {null}
    </ListItem>
  );
}
