import { oneOf } from '../address';
import { type AuditEventFilter, AuditEventKind, AuditOutcome } from '../gql/graphql';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The days of the address are those of the browser's time zone; the last one is included. */
export function filterOf(parameters: URLSearchParams): AuditEventFilter {
  const kind = oneOf(AuditEventKind, parameters.get('kind'));
  return {
    userId: parameters.get('userId'),
    kinds: kind && [kind],
    outcome: oneOf(AuditOutcome, parameters.get('outcome')),
    since: startOf(parameters.get('from')),
    until: startOf(parameters.get('to'), 1),
  };
}

/** The beginning of a day, or of the one so many days later. */
function startOf(day: string | null, later = 0): string | undefined {
  if (!day || !DAY.test(day)) return undefined;
  const time = new Date(`${day}T00:00`);
  time.setDate(time.getDate() + later);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
