import { WebhookEventType } from '../gql/graphql';

/** What receivers find as the `type` of an event. */
export const EVENT_NAMES: Readonly<Record<WebhookEventType, string>> = {
  [WebhookEventType.UserCreated]: 'user.created',
  [WebhookEventType.UserUpdated]: 'user.updated',
  [WebhookEventType.UserEmailChanged]: 'user.email_changed',
  [WebhookEventType.UserDeactivated]: 'user.deactivated',
  [WebhookEventType.UserReactivated]: 'user.reactivated',
  [WebhookEventType.UserDeleted]: 'user.deleted',
  [WebhookEventType.RoleChanged]: 'user.role_changed',
  [WebhookEventType.PasswordChanged]: 'user.password_changed',
  [WebhookEventType.SecondFactorChanged]: 'user.second_factor_changed',
  [WebhookEventType.SessionStarted]: 'session.started',
  [WebhookEventType.SessionEnded]: 'session.ended',
};

/** The name of the event that is sent to try a webhook. */
const TEST = 'webhook.test';

export const nameOfEvent = (type: WebhookEventType | null) => (type ? EVENT_NAMES[type] : TEST);
