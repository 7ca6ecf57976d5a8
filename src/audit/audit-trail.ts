import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock.js';
import { type Device, NO_DEVICE } from '../device.js';
import { AuditEvent, type AuditEventKind, AuditOutcome } from './audit-event.entity.js';

/** Who does it, and from where. */
export interface Actor {
  /** The signed-in user, if any. */
  readonly userId: string | null;
  readonly device: Device;
}

/** Somebody of whom nothing may be recorded. */
export const NOBODY: Actor = { userId: null, device: NO_DEVICE };

/** The command line. */
export const OPERATOR: Actor = { userId: null, device: NO_DEVICE };

/** Keeps on record who did what. Its methods join the caller's transaction: no act without its record. */
export class AuditTrail {
  constructor(private readonly clock: Clock) {}

  success(tx: EntityManager, kind: AuditEventKind, actor: Actor, subjectId: string | null): void {
    tx.create(AuditEvent, this.event(kind, AuditOutcome.SUCCESS, actor, subjectId));
  }

  failure(tx: EntityManager, kind: AuditEventKind, actor: Actor, subjectId: string | null): void {
    tx.create(AuditEvent, this.event(kind, AuditOutcome.FAILURE, actor, subjectId));
  }

  /** One event for each subject, of which there may be thousands. */
  async successes(tx: EntityManager, kind: AuditEventKind, actor: Actor, subjectIds: string[]): Promise<void> {
    const events = subjectIds.map((subjectId) => this.event(kind, AuditOutcome.SUCCESS, actor, subjectId));
    if (events.length > 0) await tx.insertMany(AuditEvent, events);
  }

  /** Forgets whatever of a user's events could tell a person; the ids stay, and mean nobody. */
  async forgetPerson(tx: EntityManager, userId: string): Promise<void> {
    const theirs = { $or: [{ actorId: userId }, { subjectId: userId }] };
    await tx.nativeUpdate(AuditEvent, theirs, { ipAddress: null, userAgent: null });
  }

  private event(kind: AuditEventKind, outcome: AuditOutcome, actor: Actor, subjectId: string | null) {
    const { ipAddress, userAgent } = actor.device;
    const what = { kind, outcome, occurredAt: this.clock(), actorId: actor.userId, subjectId };
    return { id: uuidv7(), ...what, ipAddress, userAgent };
  }
}
