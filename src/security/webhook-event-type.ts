import { registerEnumType } from 'type-graphql';
import { AuditEventKind } from './audit-event.entity.js';

/** What webhooks are sent. */
export enum WebhookEventType {
  USER_CREATED = 'USER_CREATED',
  USER_UPDATED = 'USER_UPDATED',
  USER_EMAIL_CHANGED = 'USER_EMAIL_CHANGED',
  USER_DEACTIVATED = 'USER_DEACTIVATED',
  USER_REACTIVATED = 'USER_REACTIVATED',
  USER_DELETED = 'USER_DELETED',
  ROLE_CHANGED = 'ROLE_CHANGED',
  SESSION_STARTED = 'SESSION_STARTED',
  SESSION_ENDED = 'SESSION_ENDED',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  SECOND_FACTOR_CHANGED = 'SECOND_FACTOR_CHANGED',
}

registerEnumType(WebhookEventType, {
  name: 'WebhookEventType',
  description: 'What webhooks are sent. docs/webhooks.md describes each.',
  valuesConfig: {
    USER_CREATED: { description: '`user.created`: an account was created or imported.' },
    USER_UPDATED: { description: '`user.updated`: the username or language changed, or the address was verified.' },
    USER_EMAIL_CHANGED: { description: '`user.email_changed`: a new email address took effect, or was undone.' },
    USER_DEACTIVATED: { description: '`user.deactivated`: an account was deactivated.' },
    USER_REACTIVATED: { description: '`user.reactivated`: an account was reactivated.' },
    USER_DELETED: { description: '`user.deleted`: an account was deleted.' },
    ROLE_CHANGED: { description: '`user.role_changed`: the role of a user changed.' },
    SESSION_STARTED: { description: '`session.started`: a user signed in.' },
    SESSION_ENDED: { description: '`session.ended`: a session ended before it expired.' },
    PASSWORD_CHANGED: { description: '`user.password_changed`: a password was changed or reset.' },
    SECOND_FACTOR_CHANGED: {
      description:
        '`user.second_factor_changed`: an authenticator app, passkey or recovery codes were added, removed or replaced.',
    },
  },
});

const { USER_CREATED, USER_UPDATED, USER_EMAIL_CHANGED, PASSWORD_CHANGED, SECOND_FACTOR_CHANGED } = WebhookEventType;

/** What is announced of the user whom an entry of the audit trail is about. Sessions are announced where they start and end. */
export const ANNOUNCED_KINDS: Readonly<Partial<Record<AuditEventKind, WebhookEventType>>> = {
  [AuditEventKind.REGISTER]: USER_CREATED,
  [AuditEventKind.EMAIL_VERIFIED]: USER_UPDATED,
  [AuditEventKind.USERNAME_CHANGED]: USER_UPDATED,
  [AuditEventKind.EMAIL_CHANGED]: USER_EMAIL_CHANGED,
  [AuditEventKind.EMAIL_CHANGE_UNDONE]: USER_EMAIL_CHANGED,
  [AuditEventKind.DEACTIVATED]: WebhookEventType.USER_DEACTIVATED,
  [AuditEventKind.REACTIVATED]: WebhookEventType.USER_REACTIVATED,
  [AuditEventKind.ACCOUNT_DELETED]: WebhookEventType.USER_DELETED,
  [AuditEventKind.ROLE_CHANGED]: WebhookEventType.ROLE_CHANGED,
  [AuditEventKind.PASSWORD_CHANGED]: PASSWORD_CHANGED,
  [AuditEventKind.PASSWORD_RESET]: PASSWORD_CHANGED,
  [AuditEventKind.SECOND_FACTOR_ENROLLED]: SECOND_FACTOR_CHANGED,
  [AuditEventKind.SECOND_FACTOR_REMOVED]: SECOND_FACTOR_CHANGED,
  [AuditEventKind.SECOND_FACTOR_RESET]: SECOND_FACTOR_CHANGED,
  [AuditEventKind.RECOVERY_CODES_RENEWED]: SECOND_FACTOR_CHANGED,
  [AuditEventKind.PASSKEY_ADDED]: SECOND_FACTOR_CHANGED,
  [AuditEventKind.PASSKEY_REMOVED]: SECOND_FACTOR_CHANGED,
};
