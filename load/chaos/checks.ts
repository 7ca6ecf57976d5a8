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

/** A row of sessions, and whether its id is on the blacklist. */
export interface SessionRow {
  readonly id: string;
  readonly ended: boolean;
  readonly blacklisted: boolean;
  /** How many refresh tokens it has had. */
  readonly generation: number;
  /** Digests of the refresh token and of the one before, in hexadecimal digits. */
  readonly refreshDigest: string | null;
  readonly previousDigest: string | null;
  readonly rotated: boolean;
}

/** Sessions that are not both ended and blacklisted, or neither. */
export function halfEnded(sessions: readonly SessionRow[]): string[] {
  const wrong = sessions.filter(({ ended, blacklisted }) => ended !== blacklisted);
  return wrong.map(({ id, ended }) => `Session ${id} is ${ended ? 'ended, but not' : 'not ended, but'} blacklisted.`);
}

/** Sessions whose refresh tokens are not one chain: the last is stored, and the one before from the first exchange on. */
export function brokenLineages(sessions: readonly SessionRow[]): string[] {
  return sessions.flatMap((session) => {
    const problem = lineageProblem(session);
    return problem ? [`Session ${session.id} ${problem}.`] : [];
  });
}

function lineageProblem({ generation, refreshDigest, previousDigest, rotated }: SessionRow): string | undefined {
  if (!refreshDigest) return 'has no refresh token';
  if (refreshDigest === previousDigest) return 'has a refresh token that is its own predecessor';
  if (generation === 1) return previousDigest || rotated ? 'has a predecessor of its first refresh token' : undefined;
  return previousDigest && rotated ? undefined : 'has a refresh token without a predecessor';
}

/** A client's last refresh token that was acknowledged, by the number that is written in it. */
export interface KnownGeneration {
  readonly sessionId: string;
  readonly generation: number;
}

/** Sessions that are behind the last refresh that was acknowledged. */
export function lostRefreshes(sessions: readonly SessionRow[], known: readonly KnownGeneration[]): string[] {
  const stored = new Map(sessions.map(({ id, generation }) => [id, generation]));
  const lost = known.filter(({ sessionId, generation }) => (stored.get(sessionId) ?? 0) < generation);
  return lost.map(({ sessionId, generation }) => `Session ${sessionId} has lost its refresh token ${generation}.`);
}
