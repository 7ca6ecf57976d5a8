import { setTimeout as sleep } from 'node:timers/promises';
import { bearer } from '../shared/gatehouse.ts';
import type { LateAcceptance } from './acceptance.ts';

/** What a service said of a token. */
export interface Verdict {
  /** 200, 401, or 503 while it is stale; 0 without an answer. */
  readonly status: number;
  readonly ageMillis: number;
}

const POLL_MILLIS = 25;
const GIVE_UP_AFTER_MILLIS = 60_000;

export async function askService(url: string, token: string): Promise<Verdict> {
  try {
    const { status, headers } = await fetch(url, { headers: bearer(token) });
    return { status, ageMillis: Number(headers.get('age-millis')) };
  } catch {
    return { status: 0, ageMillis: 0 };
  }
}

/** Sends the token of a session that has ended again and again. */
export interface Watch {
  readonly late: LateAcceptance[];
  /** When it was no longer accepted, in milliseconds after the logout; undefined if that never came. */
  readonly refusedAfterMillis: number | undefined;
}

export async function watchToken(
  { url, service }: { url: string; service: number },
  token: string,
  loggedOutAtMillis: number,
): Promise<Watch> {
  const late: LateAcceptance[] = [];
  for (;;) {
    const sentAtMillis = Date.now();
    const { status, ageMillis } = await askService(url, token);
    // Refused because it was logged out. While it is stale, it refuses everything.
    if (status === 401) return { late, refusedAfterMillis: sentAtMillis - loggedOutAtMillis };
    if (status === 200) late.push({ service, loggedOutAtMillis, sentAtMillis, ageMillis });
    if (sentAtMillis > loggedOutAtMillis + GIVE_UP_AFTER_MILLIS) return { late, refusedAfterMillis: undefined };
    await sleep(POLL_MILLIS);
  }
}
