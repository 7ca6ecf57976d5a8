import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { useAddress } from '../address';
import { graphql } from '../gql';
import { Problem } from '../Problem';
import { amount } from '../words';
import { Diagram } from './Diagram';
import { rangeOf } from './range';

const STATISTICS = graphql(`
  query Statistics($since: DateTime!, $until: DateTime!) {
    statistics(since: $since, until: $until) {
      date
      registrations
      logins
      failedLogins
      activeUsers
      endedSessions
    }
  }
`);

const RANGES = ['7', '30', '90', '365'];
const DEFAULT_RANGE = '30';

/** What people did on each day, in UTC. */
export function Activity() {
  const { parameters, filter } = useAddress();
  const days = RANGES.find((each) => each === parameters.get('days')) ?? DEFAULT_RANGE;
  const { data, previousData, error, refetch } = useQuery(STATISTICS, {
    variables: rangeOf(Number(days)),
    fetchPolicy: 'cache-and-network',
  });
  const statistics = (data ?? previousData)?.statistics;
  if (error && !statistics) return <Problem error={error} retry={refetch} />;
  const total = (name: 'logins' | 'failedLogins' | 'registrations' | 'endedSessions') =>
    amount(statistics?.reduce((sum, day) => sum + day[name], 0) ?? 0);
  return (
    <>
      <div className="page-head">
        <h2 className="page-part">Activity</h2>
        <NativeSelect
          aria-label="Time"
          value={days}
          data={RANGES.map((value) => ({ value, label: `Last ${value} days` }))}
          onChange={({ currentTarget }) => filter({ days: currentTarget.value })}
        />
      </div>
      <div className="diagrams">
        <Diagram
          title="Sign-ins"
          lead={`${total('logins')} signed in, ${total('failedLogins')} failed`}
          days={statistics}
          series={[
            { name: 'logins', label: 'Signed in', color: 'var(--chart-first)' },
            { name: 'failedLogins', label: 'Failed', color: 'var(--chart-alarm)' },
          ]}
        />
        <Diagram
          title="Sign-ups"
          lead={`${total('registrations')} new accounts`}
          days={statistics}
          series={[{ name: 'registrations', label: 'New accounts', color: 'var(--chart-second)' }]}
        />
        <Diagram
          title="Active users"
          lead="Users who did something that is on record"
          days={statistics}
          series={[{ name: 'activeUsers', label: 'Active users', color: 'var(--chart-first)' }]}
        />
        <Diagram
          title="Ended sessions"
          lead={`${total('endedSessions')} signed out, by themselves or by others`}
          days={statistics}
          series={[{ name: 'endedSessions', label: 'Ended sessions', color: 'var(--chart-third)' }]}
        />
      </div>
    </>
  );
}
