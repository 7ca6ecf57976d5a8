import { Skeleton } from '@mantine/core';
import { useLocalization } from '../../shared/language/Localized';
import { formatDate } from '../../shared/relative-time';
import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import { DatabaseKind, type StatusQuery } from '../gql/graphql';
import { count } from '../words';
import { useStatus } from './status';

type Status = StatusQuery['serverStatus'];

/** Which version runs, since when, and on which database. */
export function Server() {
  const { status } = useStatus();
  return <Section title="Server">{status ? <Facts status={status} /> : <Skeleton height={120} />}</Section>;
}

function Facts({ status: { version, startedAt, database, migrations } }: { status: Status }) {
  const localization = useLocalization();
  const latest = migrations.at(-1);
  return (
    <>
      <dl className="facts">
        <dt>Version</dt>
        <dd>Gatehouse {version}</dd>
        <dt>Started</dt>
        <dd>
          <Time at={startedAt} />
        </dd>
        <dt>Database</dt>
        <dd>
          {database.kind === DatabaseKind.Embedded ? 'Embedded, as PostgreSQL' : 'PostgreSQL'} {database.version}
        </dd>
        <dt>Migrations</dt>
        <dd>
          {count(migrations.length, 'migration')}
          {latest && (
            <>
              , the latest on <time dateTime={latest.appliedAt}>{formatDate(latest.appliedAt, localization)}</time>
            </>
          )}
        </dd>
      </dl>
      <details className="chart-table">
        <summary>All migrations</summary>
        <ul className="list">
          {migrations.toReversed().map(({ name, appliedAt }) => (
            <li key={name} className="migration">
              <code className="identifier">{name}</code>
              <time dateTime={appliedAt}>{formatDate(appliedAt, localization)}</time>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
