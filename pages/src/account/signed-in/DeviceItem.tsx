import { Badge, Button, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { deviceOf } from '../../shared/device';
import { DEVICE_ICONS } from '../../shared/device-icons';
import { ofError } from '../../shared/forms/outcome';
import { ListItem } from '../../shared/ListItem';
import { useLocalization } from '../../shared/language/Localized';
import { useNotify } from '../../shared/Notices';
import { originOf } from '../../shared/place';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import type { DeviceFragment } from '../gql/graphql';
import { useRevokeSession } from './revoke-session';

graphql(`
  fragment Device on Session {
    id
    isCurrent
    userAgent
    ipAddress
    place(locale: $locale) {
      city
      country
    }
    createdAt
    lastUsedAt
  }
`);

/** A signed-in device. Any but the current one can be signed out here. */
export function DeviceItem({ session }: { session: DeviceFragment }) {
  const id = useId();
  const localization = useLocalization();
  const { kind, name } = deviceOf(session.userAgent, localization);
  return (
    <ListItem
      icon={DEVICE_ICONS[kind]}
      name={name}
      nameId={id}
      title={session.userAgent ?? undefined}
      details={<DeviceDetails session={session} />}
    >
      {session.isCurrent ? (
        <Badge variant="light" color="green" tt="none">
          {localization.t('account.devices.thisDevice')}
        </Badge>
      ) : (
        <SignOutDevice sessionId={session.id} name={name} describedBy={id} />
      )}
    </ListItem>
  );
}

function DeviceDetails({ session }: { session: DeviceFragment }) {
  const { place, ipAddress, isCurrent, lastUsedAt, createdAt } = session;
  const t = useTranslations();
  const origin = originOf(place, ipAddress);
  return (
    <>
      {origin && (
        <Text size="sm" c="dimmed" className="breakable">
          {origin}
        </Text>
      )}
      <Text size="sm" c="dimmed" className="phrases">
        <span>
          {isCurrent
            ? t('account.devices.activeNow')
            : t.rich('shared.lastUsed', { time: () => <Time at={lastUsedAt} /> })}
        </span>
        {' · '}
        <span>{t.rich('account.devices.signedIn', { time: () => <Time at={createdAt} /> })}</span>
      </Text>
    </>
  );
}

interface SignOutProps {
  readonly sessionId: string;
  readonly name: string;
  readonly describedBy: string;
}

function SignOutDevice({ sessionId, name, describedBy }: SignOutProps) {
  const t = useTranslations('account.devices');
  const notify = useNotify();
  const revokeSession = useRevokeSession();
  const [isBusy, setIsBusy] = useState(false);

  async function signOut() {
    setIsBusy(true);
    try {
      await revokeSession(sessionId);
      notify(t('signedOut', { device: name }));
      // The button that had the focus is gone.
      document.querySelector<HTMLElement>('main h2')?.focus();
    } catch (error) {
      notify(ofError(error).problem ?? '');
      setIsBusy(false);
    }
  }

  return (
    <Button variant="default" size="xs" loading={isBusy} onClick={signOut} aria-describedby={describedBy}>
      {t('signOut')}
    </Button>
  );
}
