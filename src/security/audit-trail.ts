import { type EntityManager, type RawQueryFragment, raw, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock.js';
import { type Announcement, type Announcements, announcingUserEvents } from './announcements.js';
import { AuditEvent, type AuditEventKind, AuditOutcome } from './audit-event.entity.js';
import { type Device, NO_DEVICE } from './device.js';
import { forgetAll, forgetInBatches } from './forgotten-events.js';
import { ANNOUNCED_KINDS } from './webhook-event-type.js';

export interface Actor {
  /** The signed-in user, if any. */
  readonly userId: string | null;
  /** The service account that acts, in place of a user. */
  readonly serviceAccountId?: string;
  /** The API key that its token was exchanged for. */
  readonly apiKeyId?: string;
  readonly device: Device;
}

/** For acts of the server itself. */
export const NO_ACTOR: Actor = { userId: null, device: NO_DEVICE };

export const OPERATOR: Actor = NO_ACTOR;

/** The argument of the methods that lock the users named in an event. */
export interface AuditRecord {
  readonly kind: AuditEventKind;
  readonly outcome: AuditOutcome;
  readonly actor: Actor;
  readonly subjectId: string | null;
  /** The service account that is affected, in place of a user. */
  readonly subjectServiceAccountId?: string;
  /** The webhook that is affected, in place of a user. */
  readonly subjectWebhookId?: string;
}

/**
 * Records who did what, in the caller's transaction: no act without its record. What happened to a user is announced to
 * webhooks by the same transaction.
 *
 * An event must not keep the IP address of a deleted account, even if both are written at the same moment. So the
 * transaction that writes an event must lock each user named in it: if it has locked the user's row, or an active
 * session of the user, call `success` or `failure`; otherwise call `recordFirst` or `recordLast`.
 */
export class AuditTrail {
  constructor(
    private readonly clock: Clock,
    private readonly announcements: Announcements,
  ) {}

  /** Requires that the transaction has locked the users named: their rows, or an active session of each. */
  success(tx: EntityManager, kind: AuditEventKind, actor: Actor, subjectId: string | null): void {
    this.add(tx, { kind, outcome: AuditOutcome.SUCCESS, actor, subjectId });
  }

  /** Requires that the transaction has locked the user who acts. */
  successOnServiceAccount(tx: EntityManager, kind: AuditEventKind, actor: Actor, id: string): void {
    this.add(tx, { kind, outcome: AuditOutcome.SUCCESS, actor, subjectId: null, subjectServiceAccountId: id });
  }

  /** Requires that the transaction has locked the user who acts. */
  successOnWebhook(tx: EntityManager, kind: AuditEventKind, actor: Actor, id: string): void {
    this.add(tx, { kind, outcome: AuditOutcome.SUCCESS, actor, subjectId: null, subjectWebhookId: id });
  }

  /** Requires the same locks as `success`. */
  failure(tx: EntityManager, kind: AuditEventKind, actor: Actor, subjectId: string | null): void {
    this.add(tx, { kind, outcome: AuditOutcome.FAILURE, actor, subjectId });
  }

  /** One event for each subject, of which there may be thousands. */
  async successes(tx: EntityManager, kind: AuditEventKind, actor: Actor, subjectIds: string[]): Promise<void> {
    const events = subjectIds.map((subjectId) => this.event({ kind, outcome: AuditOutcome.SUCCESS, actor, subjectId }));
    if (events.length === 0) return;
    await tx.insertMany(AuditEvent, events);
    const announced = events.flatMap(announcedBy);
    if (announced.length > 0) await (tx as SqlEntityManager).execute(announcingUserEvents(announced));
  }

  /**
   * Successes as a part of the statement that does the act: each is recorded if its subject is among the `userIds`, a
   * query whose rows hold those users, or active sessions of theirs.
   */
  recording(
    kind: AuditEventKind,
    acts: readonly { actor: Actor; subjectId: string }[],
    userIds: RawQueryFragment,
  ): RawQueryFragment {
    const events = acts.map((act) => this.event({ kind, outcome: AuditOutcome.SUCCESS, ...act }));
    return sql`
      insert into audit_events (id, kind, outcome, occurred_at, actor_id, subject_id, ip_address, user_agent)
      select event.* from json_to_recordset(${JSON.stringify(events)}::json) as event ("id" uuid, "kind" varchar,
        "outcome" varchar, "occurredAt" timestamptz, "actorId" uuid, "subjectId" uuid, "ipAddress" varchar, "userAgent" varchar)
      where "subjectId" in (${userIds})`;
  }

  /** As `ownSuccess`, of now. */
  recordingOwn(kind: AuditEventKind, device: Device, userIds: RawQueryFragment): RawQueryFragment {
    return ownSuccess(kind, { id: uuidv7(), occurredAt: this.clock(), ...device }, userIds);
  }

  /**
   * Locks the users named in the event. Call it before the transaction locks anything else, or outside of a
   * transaction.
   */
  async recordFirst(em: EntityManager, record: AuditRecord): Promise<void> {
    await this.insert(em, record, 'for key share');
  }

  /**
   * For a transaction that already holds a lock and therefore must not wait. If another transaction has locked one of
   * the users, perhaps to delete the account, the event is written without IP address and user agent.
   */
  async recordLast(tx: EntityManager, record: AuditRecord): Promise<void> {
    await this.insert(tx, record, 'for key share skip locked');
  }

  /** Erases from a user's events what could identify a person; the ids remain. Requires that the user is locked. */
  async forgetPerson(tx: EntityManager, userId: string): Promise<void> {
    await forgetAll(tx as SqlEntityManager, userId);
  }

  /** Does most of the work of `forgetPerson` beforehand, in batches and outside of any transaction. */
  async forgetPersonInBatches(em: EntityManager, userId: string): Promise<void> {
    await forgetInBatches(em as SqlEntityManager, userId);
  }

  private add(tx: EntityManager, record: AuditRecord): void {
    const event = this.event(record);
    tx.create(AuditEvent, event);
    for (const announcement of announcedBy(event)) this.announcements.add(tx, announcement);
  }

  private async insert(em: EntityManager, record: AuditRecord, lock: string): Promise<void> {
    const event = this.event(record);
    const { id, kind, outcome, occurredAt, actorId, subjectId, ipAddress, userAgent, ...rest } = event;
    const named = [...new Set([actorId, subjectId])].filter((userId) => userId !== null);
    const values = [
      id,
      kind,
      outcome,
      occurredAt,
      actorId,
      subjectId,
      rest.actorServiceAccountId,
      ipAddress,
      userAgent,
    ];
    const ids = [named[0] ?? null, named[1] ?? null];
    const insertion = raw(insertStatement(lock), [...ids, named.length, ...values]);
    const announced = announcedBy(event);
    const statement = announced.length > 0 ? announcingWith(insertion, announced) : insertion;
    await (em as SqlEntityManager).execute(statement);
  }

  private event({ kind, outcome, actor, subjectId, ...record }: AuditRecord) {
    const { ipAddress, userAgent } = actor.device;
    const others = {
      actorServiceAccountId: actor.serviceAccountId ?? null,
      subjectServiceAccountId: record.subjectServiceAccountId ?? null,
      subjectWebhookId: record.subjectWebhookId ?? null,
    };
    const who = { actorId: actor.userId, subjectId, ...others };
    return { id: uuidv7(), kind, outcome, occurredAt: this.clock(), ...who, ipAddress, userAgent };
  }
}

function announcingWith(insertion: RawQueryFragment, announced: Announcement[]): RawQueryFragment {
  return sql`with recorded as (${insertion}), announced as (${announcingUserEvents(announced)}) select 1`;
}

/** A failure is announced to nobody, by the same statement, so that its time does not give it away. */
function announcedBy(event: Pick<AuditEvent, 'kind' | 'outcome' | 'subjectId' | 'occurredAt'>): Announcement[] {
  const { kind, outcome, subjectId, occurredAt } = event;
  const type = ANNOUNCED_KINDS[kind];
  return type ? [{ type, userId: outcome === AuditOutcome.SUCCESS ? subjectId : null, occurredAt }] : [];
}

/** What an event consists of besides its kind and its users: values, or expressions of them. */
type OwnEvent = Record<'id' | 'occurredAt' | 'ipAddress' | 'userAgent', RawQueryFragment | string | Date | null>;

/**
 * A user's own success as a part of the statement that does the act. At most one user is found by `userIds`, as for
 * `recording`: who it is, only the statement knows.
 */
export function ownSuccess(
  kind: AuditEventKind,
  { id, occurredAt, ipAddress, userAgent }: OwnEvent,
  userIds: RawQueryFragment,
): RawQueryFragment {
  return sql`
    insert into audit_events (id, kind, outcome, occurred_at, actor_id, subject_id, ip_address, user_agent)
    select ${id}::uuid, ${kind}, ${AuditOutcome.SUCCESS}, ${occurredAt}::timestamptz, found.user_id, found.user_id,
      ${ipAddress}::varchar, ${userAgent}::varchar
    from (${userIds}) as found`;
}

/** One statement whether or not it names a user, so that timing does not reveal which email addresses have an account. */
function insertStatement(lock: string): string {
  return `
    with named as (select id from users where id in (?::uuid, ?::uuid) order by id ${lock}),
    present as (select count(*) = ? as all_present from named)
    insert into audit_events (id, kind, outcome, occurred_at, actor_id, subject_id, actor_service_account_id, ip_address,
      user_agent)
    select ?::uuid, ?, ?, ?::timestamptz, ?::uuid, ?::uuid, ?::uuid,
      case when all_present then ?::varchar end, case when all_present then ?::varchar end
    from present`;
}
