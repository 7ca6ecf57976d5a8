import type { EntityManager } from '@mikro-orm/core';
import { notify } from '../db/notifications.js';

export const SESSION_ENDS_CHANNEL = 'gatehouse_session_ends';

/** So many ids of 36 characters and their commas stay below the 8000 bytes that a notification may have. */
const MOST_IDS = 200;

/** The sessions to look at: these, or where they would be too many to list, all. */
export type SessionEndNotice = readonly string[] | 'all';

/**
 * Tells all instances, when the transaction commits, that sessions have ended. A notice holds no more than where to
 * look: what has ended stands in the blacklist, so neither a lost notice nor a forged one tells anybody a lie.
 */
export async function noticeSessionEnds(tx: EntityManager, which: SessionEndNotice): Promise<void> {
  if (which.length === 0) return;
  await notify(tx, SESSION_ENDS_CHANNEL, which === 'all' || which.length > MOST_IDS ? 'all' : which.join());
}

export function readSessionEndNotice(payload: string): SessionEndNotice {
  return payload === 'all' ? payload : payload.split(',');
}
