import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../api/node.js';
import { HOLDS_DEVICE, IS_BY_ANOTHER } from './forgotten-events.js';

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
  SECOND_FACTOR_ENROLLED = 'SECOND_FACTOR_ENROLLED',
  SECOND_FACTOR_REMOVED = 'SECOND_FACTOR_REMOVED',
  SECOND_FACTOR_RESET = 'SECOND_FACTOR_RESET',
  RECOVERY_CODE_USED = 'RECOVERY_CODE_USED',
  RECOVERY_CODES_RENEWED = 'RECOVERY_CODES_RENEWED',
  IDENTITY_CONFIRMED = 'IDENTITY_CONFIRMED',
  PASSKEY_ADDED = 'PASSKEY_ADDED',
  PASSKEY_REMOVED = 'PASSKEY_REMOVED',
  EMAIL_RETRIED = 'EMAIL_RETRIED',
  EMAIL_TEST_SENT = 'EMAIL_TEST_SENT',
  IDENTITY_LINKED = 'IDENTITY_LINKED',
  IDENTITY_UNLINKED = 'IDENTITY_UNLINKED',
  EMAIL_LOGIN_REQUESTED = 'EMAIL_LOGIN_REQUESTED',
  SERVICE_ACCOUNT_CREATED = 'SERVICE_ACCOUNT_CREATED',
  SERVICE_ACCOUNT_DEACTIVATED = 'SERVICE_ACCOUNT_DEACTIVATED',
  SERVICE_ACCOUNT_REACTIVATED = 'SERVICE_ACCOUNT_REACTIVATED',
  API_KEY_CREATED = 'API_KEY_CREATED',
  API_KEY_REVOKED = 'API_KEY_REVOKED',
  WEBHOOK_CREATED = 'WEBHOOK_CREATED',
  WEBHOOK_CHANGED = 'WEBHOOK_CHANGED',
  WEBHOOK_DELETED = 'WEBHOOK_DELETED',
  WEBHOOK_SECRET_ROTATED = 'WEBHOOK_SECRET_ROTATED',
  WEBHOOK_TESTED = 'WEBHOOK_TESTED',
  WEBHOOK_DELIVERY_RETRIED = 'WEBHOOK_DELIVERY_RETRIED',
}

registerEnumType(AuditEventKind, {
  name: 'AuditEventKind',
  description: 'What happened.',
  valuesConfig: {
    REGISTER: { description: 'An account was created or imported, or an administrator tried to do so.' },
    LOGIN: { description: 'Someone signed in, or failed to.' },
    LOGOUT: { description: 'A user logged out.' },
    LOGOUT_ALL: { description: 'A user ended all of their sessions.' },
    SESSION_REVOKED: { description: 'A user ended one of their sessions from another device.' },
    SESSIONS_ENDED: {
      description:
        'An administrator or the operator ended sessions of a user, or tried to; or the operator ended those of all users.',
    },
    REFRESH_TOKEN_REUSE: { description: 'A used refresh token was presented again, and its session ended.' },
    PASSWORD_CHANGED: { description: 'A user changed their password, or failed to; or the operator set it.' },
    PASSWORD_RESET_REQUESTED: {
      description: 'Someone requested an email to reset a password, or an administrator had one sent, or tried to.',
    },
    PASSWORD_RESET: { description: 'A password was reset with a token from an email.' },
    EMAIL_VERIFIED: {
      description:
        'An email address was verified, by its user, a login with an email to it, an administrator or the operator; or an administrator tried to.',
    },
    EMAIL_CHANGE_REQUESTED: { description: 'A user requested a new email address, or failed to.' },
    EMAIL_CHANGED: { description: 'A new email address was confirmed and took effect, or the password was wrong.' },
    EMAIL_CHANGE_UNDONE: { description: 'The previous email address was restored with a token from an email.' },
    USERNAME_CHANGED: { description: 'A user changed their username.' },
    ROLE_CHANGED: {
      description:
        'Someone changed the role of a user, or tried to. If there is no actor, it was on the command line or by ADMIN_EMAIL.',
    },
    DEACTIVATED: { description: 'Someone deactivated an account, or tried to.' },
    REACTIVATED: { description: 'Someone reactivated an account, or tried to.' },
    ACCOUNT_DELETED: {
      description:
        'An account was deleted, or the attempt failed. If there is no actor, its address was never verified, and the account expired or was replaced by a later registration.',
    },
    SECOND_FACTOR_ENROLLED: { description: 'A user added an authenticator app.' },
    SECOND_FACTOR_REMOVED: { description: 'A user removed an authenticator app.' },
    SECOND_FACTOR_RESET: {
      description:
        'An administrator took all second factors and passkeys from a user or tried to, or the operator did.',
    },
    RECOVERY_CODE_USED: { description: 'A recovery code was used in place of a second factor.' },
    RECOVERY_CODES_RENEWED: { description: 'A user replaced their recovery codes.' },
    IDENTITY_CONFIRMED: { description: 'A signed-in user proved once more who they are, or failed to.' },
    PASSKEY_ADDED: { description: 'A user added a passkey.' },
    PASSKEY_REMOVED: { description: 'A user removed a passkey.' },
    EMAIL_RETRIED: { description: 'An administrator had a failed email sent again, or tried to.' },
    EMAIL_TEST_SENT: { description: 'An administrator sent a test email, or tried to.' },
    IDENTITY_LINKED: { description: 'An account at another provider was linked to the account of a user.' },
    IDENTITY_UNLINKED: { description: 'A user unlinked an account at another provider.' },
    EMAIL_LOGIN_REQUESTED: { description: 'Someone requested an email to log in by.' },
    SERVICE_ACCOUNT_CREATED: { description: 'Someone created a service account, or tried to.' },
    SERVICE_ACCOUNT_DEACTIVATED: { description: 'Someone deactivated a service account, or tried to.' },
    SERVICE_ACCOUNT_REACTIVATED: { description: 'Someone reactivated a service account, or tried to.' },
    API_KEY_CREATED: { description: 'Someone created a key of a service account, or tried to.' },
    API_KEY_REVOKED: { description: 'Someone revoked a key of a service account, or tried to.' },
    WEBHOOK_CREATED: { description: 'Someone created a webhook, or tried to.' },
    WEBHOOK_CHANGED: { description: 'Someone changed, enabled or disabled a webhook, or tried to.' },
    WEBHOOK_DELETED: { description: 'Someone deleted a webhook, or tried to.' },
    WEBHOOK_SECRET_ROTATED: { description: 'Someone replaced the secret of a webhook, or tried to.' },
    WEBHOOK_TESTED: { description: 'Someone sent a test event to a webhook, or tried to.' },
    WEBHOOK_DELIVERY_RETRIED: { description: 'Someone had an event sent to a webhook once more, or tried to.' },
  },
});

export enum AuditOutcome {
  SUCCESS = 'SUCCESS',
  FAILURE = 'FAILURE',
}

registerEnumType(AuditOutcome, {
  name: 'AuditOutcome',
  description: 'The outcome.',
  valuesConfig: {
    SUCCESS: { description: 'The action was carried out.' },
    FAILURE: { description: 'The action was refused.' },
  },
});

@ObjectType({
  implements: Node,
  description: 'An entry of the audit trail: who did what to whom, when, from where, and with what outcome.',
})
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

  @Field(() => AuditEventKind, { description: 'What happened.' })
  @Enum({ items: () => AuditEventKind })
  kind!: AuditEventKind;

  @Field(() => AuditOutcome, { description: 'The outcome.' })
  @Enum({ items: () => AuditOutcome })
  outcome!: AuditOutcome;

  @Field(() => Date, { description: 'When it happened.' })
  @Property({ type: 'timestamptz' })
  occurredAt!: Date;

  /** No foreign key, here and below: the event remains when the account is deleted. */
  @Field(() => ID, {
    nullable: true,
    description: 'The user who acted. Null if nobody was signed in, for the command line, and for service accounts.',
  })
  @Property({ type: 'uuid', nullable: true })
  actorId: string | null = null;

  @Field(() => ID, { nullable: true, description: 'The service account that acted. Null if none did.' })
  @Property({ type: 'uuid', nullable: true })
  actorServiceAccountId: string | null = null;

  @Field(() => ID, {
    nullable: true,
    description: 'The user who was affected. Null if there is no such account, and if all users were affected.',
  })
  @Property({ type: 'uuid', nullable: true })
  subjectId: string | null = null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The service account that was affected: created, deactivated, reactivated, or given or deprived of a key.',
  })
  @Property({ type: 'uuid', nullable: true })
  subjectServiceAccountId: string | null = null;

  @Field(() => ID, { nullable: true, description: 'The webhook that was affected. It may have been deleted since.' })
  @Property({ type: 'uuid', nullable: true })
  subjectWebhookId: string | null = null;

  @Field(() => String, { nullable: true, description: 'The IP address. Erased when the account is deleted.' })
  @Property({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null = null;

  @Field(() => String, { nullable: true, description: 'The `User-Agent` header. Erased when the account is deleted.' })
  @Property({ type: 'varchar', length: 512, nullable: true })
  userAgent: string | null = null;
}
