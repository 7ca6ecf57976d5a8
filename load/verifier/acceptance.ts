/** When something was done to a feed, or to what it comes from. */
export interface Disturbance {
  readonly kind: string;
  readonly startedAtMillis: number;
  readonly recoveredAtMillis: number;
  /** The services whose feed it concerns. */
  readonly services: readonly number[];
}

/** A token was accepted by a service after its logout had been answered. */
export interface LateAcceptance {
  readonly service: number;
  /** When the answer to the logout had arrived. */
  readonly loggedOutAtMillis: number;
  /** When the request with the token was sent. */
  readonly sentAtMillis: number;
  /** How old the service's knowledge was, as it says. */
  readonly ageMillis: number;
}

/** What is promised while nothing disturbs the feed. */
export const PROMISED_MILLIS = 1000;

/** For so long after a disturbance, the feed may need to come back. */
export const GRACE_MILLIS = 5000;

/** Why a token should not have been accepted any more; undefined if that can be. */
export function violationOf(
  late: LateAcceptance,
  disturbances: readonly Disturbance[],
  staleAfterMillis: number,
): string | undefined {
  const { service, loggedOutAtMillis, sentAtMillis, ageMillis } = late;
  const after = sentAtMillis - loggedOutAtMillis;
  const what = `Service ${service} accepted a token ${after} ms after its logout`;
  if (ageMillis > staleAfterMillis) return `${what}, while it was stale.`;
  if (after > staleAfterMillis) return `${what}, when it must have been stale.`;
  // Its knowledge is of a moment after the logout.
  if (sentAtMillis - ageMillis > loggedOutAtMillis) return `${what}, which it knew of.`;
  if (after > PROMISED_MILLIS && !isDisturbed(late, disturbances))
    return `${what}, although nothing disturbed the feed.`;
  return undefined;
}

export function isDisturbed(
  { service, loggedOutAtMillis, sentAtMillis }: Omit<LateAcceptance, 'ageMillis'>,
  disturbances: readonly Disturbance[],
): boolean {
  return disturbances.some(
    ({ services, startedAtMillis, recoveredAtMillis }) =>
      services.includes(service) &&
      startedAtMillis <= sentAtMillis &&
      recoveredAtMillis + GRACE_MILLIS >= loggedOutAtMillis,
  );
}
