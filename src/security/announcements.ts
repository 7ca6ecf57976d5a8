import {
  type EntityManager,
  type EventSubscriber,
  type FlushEventArgs,
  type RawQueryFragment,
  sql,
} from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { WebhookEventType } from './webhook-event-type.js';

/** What happened to a user. */
export interface Announcement {
  readonly type: WebhookEventType;
  /** Null if nothing happened, which is to take as much time. */
  readonly userId: string | null;
  readonly occurredAt: Date;
}

/**
 * A part of the statement that does an act, or of its transaction: stores a delivery for each webhook that is sent such
 * events. Where there is no webhook, it reads an empty table.
 *
 * @param events a query of `type`, `data` (for the receiver) and `occurred_at`.
 */
export function announcing(events: RawQueryFragment): RawQueryFragment {
  // Materialized, or each webhook might get the event by an id of its own.
  return sql`
    with event as materialized (select gen_random_uuid() as id, happened.* from (${events}) as happened)
    insert into webhook_deliveries
      (id, webhook_id, event_id, event_type, data, occurred_at, state, tries, attempts, is_claimed, next_attempt_at)
    select gen_random_uuid(), webhook.id, event.id, event.type, event.data, event.occurred_at, 'PENDING', 0, '[]', false,
      event.occurred_at
    from event join webhooks webhook on webhook.state = 'ENABLED' and event.type = any(webhook.event_types)`;
}

/** The same for what happened to users. */
export function announcingUserEvents(announcements: readonly Announcement[]): RawQueryFragment {
  const happened = announcements.filter(({ userId }) => userId !== null);
  return announcing(sql`
    select type, jsonb_build_object('userId', "userId") as data, "occurredAt" as occurred_at
    from json_to_recordset(${JSON.stringify(happened)}::json)
      as announcement (type text, "userId" uuid, "occurredAt" timestamptz)`);
}

/**
 * Collects what a transaction has to announce, and stores it with the transaction's next flush, or by a statement that
 * takes it along.
 */
export class Announcements implements EventSubscriber {
  private readonly pending = new WeakMap<EntityManager, Announcement[]>();

  add(tx: EntityManager, announcement: Announcement): void {
    this.pending.set(tx, [...(this.pending.get(tx) ?? []), announcement]);
  }

  /** @returns what the caller's next statement in the transaction is to do, too. */
  take(tx: EntityManager): RawQueryFragment[] {
    const announcements = this.pending.get(tx);
    this.pending.delete(tx);
    return announcements ? [announcingUserEvents(announcements)] : [];
  }

  async afterFlush({ em }: FlushEventArgs): Promise<void> {
    for (const statement of this.take(em)) await (em as SqlEntityManager).execute(statement);
  }
}
