import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../api/node.js';
import { HOLDS_DEVICE, IS_BY_ANOTHER } from './forgotten-events.js';

/** What was done. */
export enum AuditEventKind {
  REGISTER = 'REGISTER',
  LOGIN = 'LOGIN',
  LOGOUT = 'LOGOUT',
  LOGOUT_ALL = 'LOGOUT_ALL',
  SESSION_REVOKED = 'SESSION_REVOKED',
  SESSIONS_ENDED = 'SESSIONS_ENDED',
  REFRESH_TOKEN_REUSE = 'REFRESH_TOKEN_REUSE',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  PASSWORD_RESET_REQUESTED = 'PASSWORD_RESET_REQUESTED',
  PASSWORD_RESET = 'PASSWORD_RESET',
  EMAIL_VERIFIED = 'EMAIL_VERIFIED',
  EMAIL_CHANGE_REQUESTED = 'EMAIL_CHANGE_REQUESTED',
  EMAIL_CHANGED = 'EMAIL_CHANGED',
  EMAIL_CHANGE_UNDONE = 'EMAIL_CHANGE_UNDONE',
  USERNAME_CHANGED = 'USERNAME_CHANGED',
  ROLE_CHANGED = 'ROLE_CHANGED',
  DEACTIVATED = 'DEACTIVATED',
  REACTIVATED = 'REACTIVATED',
  ACCOUNT_DELETED = 'ACCOUNT_DELETED',
}

registerEnumType(AuditEventKind, {
  name: 'AuditEventKind',
  description: 'What was done.',
  valuesConfig: {
    REGISTER: { description: 'An account was made, or brought in.' },
    LOGIN: { description: 'Somebody signed in, or failed to.' },
    LOGOUT: { description: 'A session was ended by its own device.' },
    LOGOUT_ALL: { description: 'A user ended all of their sessions.' },
    SESSION_REVOKED: { description: 'A user ended one of their sessions from another device.' },
    SESSIONS_ENDED: {
      description:
        'An administrator or the operator ended sessions of a user, or tried to; or the operator those of all users.',
    },
    REFRESH_TOKEN_REUSE: { description: 'A used refresh token was presented again, and its session ended.' },
    PASSWORD_CHANGED: { description: 'A user changed their password, or failed to; or the operator set it.' },
    PASSWORD_RESET_REQUESTED: { description: 'Somebody asked for a mail to reset a password.' },
    PASSWORD_RESET: { description: 'A password was reset by a token from a mail.' },
    EMAIL_VERIFIED: { description: 'An e-mail address was verified, by its user or by the operator.' },
    EMAIL_CHANGE_REQUESTED: { description: 'A user asked for another e-mail address, or failed to.' },
    EMAIL_CHANGED: { description: 'A new email address was confirmed and took effect, or the password was wrong.' },
    EMAIL_CHANGE_UNDONE: { description: 'The previous email address was restored with a token from an email.' },
    USERNAME_CHANGED: { description: 'A user changed their username.' },
    ROLE_CHANGED: {
      description:
        'Somebody changed the role of a user, or tried to. Without an actor: on the command line, or by ADMIN_EMAIL.',
    },
    DEACTIVATED: { description: 'Somebody deactivated an account, or tried to.' },
    REACTIVATED: { description: 'Somebody reactivated an account, or tried to.' },
    ACCOUNT_DELETED: {
      description:
        'An account was deleted, or the attempt failed. Without an actor: its address was never verified, and the account expired or was replaced by a later registration.',
    },
  },
});

/** How it ended. */
export enum AuditOutcome {
  SUCCESS = 'SUCCESS',
  FAILURE = 'FAILURE',
}

registerEnumType(AuditOutcome, {
  name: 'AuditOutcome',
  description: 'How it ended.',
  valuesConfig: {
    SUCCESS: { description: 'It was done.' },
    FAILURE: { description: 'It was refused.' },
  },
});

@ObjectType({ implements: Node, description: 'Who did what to whom, when, from where, with what outcome.' })
@Entity({ tableName: 'audit_events' })
@Index({ name: 'audit_events_occurred_at_index', properties: ['occurredAt', 'id'] })
@Index({ name: 'audit_events_subject_id_index', properties: ['subjectId', 'occurredAt', 'id'] })
@Index({ name: 'audit_events_kind_index', properties: ['kind', 'occurredAt', 'id'] })
@Index({ name: 'audit_events_forget_subject_index', properties: ['subjectId', 'id'], where: HOLDS_DEVICE })
@Index({
  name: 'audit_events_forget_actor_index',
  properties: ['actorId', 'id'],
  where: `${IS_BY_ANOTHER} and ${HOLDS_DEVICE}`,
})
export class AuditEvent extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Field(() => AuditEventKind, { description: 'What was done.' })
  @Enum({ items: () => AuditEventKind })
  kind!: AuditEventKind;

  @Field(() => AuditOutcome, { description: 'How it ended.' })
  @Enum({ items: () => AuditOutcome })
  outcome!: AuditOutcome;

  @Field(() => Date, { description: 'When.' })
  @Property({ type: 'timestamptz' })
  occurredAt!: Date;

  /** No foreign key, here and below: what was done stays on record when the account is gone. */
  @Field(() => ID, {
    nullable: true,
    description: 'The user who did it; null for who was not signed in, and for the command line.',
  })
  @Property({ type: 'uuid', nullable: true })
  actorId: string | null = null;

  @Field(() => ID, {
    nullable: true,
    description: 'The user to whom it was done; null where no such account exists, and where it was done to all.',
  })
  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null = null;

  @Field(() => String, { nullable: true, description: 'The IP address; forgotten when the account is deleted.' })
  @Property({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null = null;

  @Field(() => String, { nullable: true, description: 'The `User-Agent`; forgotten when the account is deleted.' })
  @Property({ type: 'varchar', length: 512, nullable: true })
  userAgent: string | null = null;
}
