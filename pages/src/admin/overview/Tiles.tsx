import { Skeleton, Text } from '@mantine/core';
import { Ban, Hourglass, type LucideIcon, Mail, MonitorSmartphone, TriangleAlert, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLocalization } from '../../shared/language/Localized';
import { relativeTime } from '../../shared/relative-time';
import type { StatusQuery } from '../gql/graphql';
import { Problem } from '../Problem';
import { EMAILS, USERS } from '../paths';
import { amount } from '../words';
import { useStatus } from './status';

type Status = StatusQuery['serverStatus'];

/** The figures of now. */
export function Tiles() {
  const { status, error, refetch } = useStatus();
  if (error && !status) return <Problem error={error} retry={refetch} />;
  return (
    <ul className="tiles" aria-busy={!status}>
      <Tile icon={UsersRound} name="Users" value={status && amount(status.userCount)} to={USERS} />
      <Tile
        icon={MonitorSmartphone}
        name="Sessions"
        value={status && amount(status.activeSessionCount)}
        note="signed-in devices"
      />
      <EmailTile status={status} />
      <Tile icon={Ban} name="Blacklist" value={status && amount(status.blacklistedTokenCount)} note="revoked tokens" />
      <Tile
        icon={Hourglass}
        name="Hashing queue"
        value={status && amount(status.hashingQueue.waiting)}
        note={status && `of ${amount(status.hashingQueue.limit)} passwords`}
      />
    </ul>
  );
}

function EmailTile({ status }: { status: Status | undefined }) {
  const failed = status?.failedEmailCount ?? 0;
  const localization = useLocalization();
  const oldest = status?.oldestWaitingEmailAt;
  return (
    <Tile
      icon={failed > 0 ? TriangleAlert : Mail}
      name="Waiting emails"
      value={status && amount(status.waitingEmailCount)}
      note={
        failed > 0
          ? `${amount(failed)} failed`
          : oldest
            ? `the oldest ${relativeTime(oldest, localization)}`
            : 'all sent'
      }
      isAlarming={failed > 0}
      to={EMAILS}
    />
  );
}

interface Props {
  readonly icon: LucideIcon;
  readonly name: string;
  /** Undefined until it is known. */
  readonly value: string | undefined;
  readonly note?: ReactNode;
  readonly isAlarming?: boolean;
  /** The page with more. */
  readonly to?: string;
}

function Tile({ icon: Icon, name, value, note, isAlarming, to }: Props) {
  return (
    <li className="tile" data-alarming={isAlarming}>
      <span className="tile-name">
        <Icon size={16} aria-hidden="true" />
        {to ? (
          <Link href={to} className="tile-link">
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      {value === undefined ? <Skeleton height={32} width={72} /> : <span className="tile-value">{value}</span>}
      <Text size="xs" c="dimmed" component="span" className="tile-note">
        {value !== undefined && note}
      </Text>
    </li>
  );
}
