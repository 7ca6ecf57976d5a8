import type { Failure } from './history.ts';

/** What was done, and how long it kept the servers from answering. */
export interface Fault {
  readonly kind: string;
  readonly startedAtMillis: number;
  readonly recoveredAtMillis: number;
}

/** For so long after a fault, requests may still fail. */
export const GRACE_MILLIS = 5000;

/** Failures that no fault explains. */
export function outliving(failures: readonly Failure[], faults: readonly Fault[]): Failure[] {
  const explains = ({ atMillis }: Failure, fault: Fault) =>
    fault.startedAtMillis <= atMillis && atMillis <= fault.recoveredAtMillis + GRACE_MILLIS;
  return failures.filter((failure) => !faults.some((fault) => explains(failure, fault)));
}

/** How long after the end of the latest fault before it the last failure came, in milliseconds; 0 without any. */
export function longestAfterEffect(failures: readonly Failure[], faults: readonly Fault[]): number {
  const afterEffects = failures.map(({ atMillis }) => {
    const before = faults.filter(({ startedAtMillis }) => startedAtMillis <= atMillis);
    return atMillis - Math.max(...before.map(({ recoveredAtMillis }) => recoveredAtMillis));
  });
  return Math.max(0, ...afterEffects.filter(Number.isFinite));
}

/** A row of refresh_tokens. */
export interface TokenRow {
  readonly id: string;
  readonly sessionId: string;
  readonly parentId: string | null;
  readonly used: boolean;
}

/** A row of sessions, and whether its id is on the blacklist. */
export interface SessionRow {
  readonly id: string;
  readonly ended: boolean;
  readonly blacklisted: boolean;
}

/** Sessions that are not both ended and blacklisted, or neither. */
export function halfEnded(sessions: readonly SessionRow[]): string[] {
  const wrong = sessions.filter(({ ended, blacklisted }) => ended !== blacklisted);
  return wrong.map(({ id, ended }) => `Session ${id} is ${ended ? 'ended, but not' : 'not ended, but'} blacklisted.`);
}

/** Sessions whose refresh tokens are not one chain: one first token, each used one with one successor, the last unused. */
export function brokenLineages(sessions: readonly SessionRow[], tokens: readonly TokenRow[]): string[] {
  const bySession = Map.groupBy(tokens, ({ sessionId }) => sessionId);
  return sessions.flatMap(({ id }) => {
    const problem = lineageProblem(bySession.get(id) ?? []);
    return problem ? [`Session ${id} ${problem}.`] : [];
  });
}

function lineageProblem(tokens: readonly TokenRow[]): string | undefined {
  const parents = tokens.flatMap(({ parentId }) => parentId ?? []);
  const known = new Set(tokens.map(({ id }) => id));
  const unused = tokens.filter(({ used }) => !used).map(({ id }) => id);
  if (tokens.length - parents.length !== 1) return `has ${tokens.length - parents.length} first refresh tokens`;
  if (new Set(parents).size < parents.length) return 'has a refresh token with two successors';
  if (parents.some((id) => !known.has(id))) return 'has a refresh token whose predecessor is of another session';
  if (parents.some((id) => unused.includes(id))) return 'has an unused refresh token with a successor';
  return unused.length === 1 ? undefined : 'has a last refresh token that is used';
}
