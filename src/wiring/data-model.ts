import { DailyStatistics } from '../accounts/administration/statistics.js';
import { ApiKey, ServiceAccount } from '../credentials/api-keys/api-key.entities.js';
import { KnownNetwork } from '../credentials/known-networks.js';
import { LoginChallenge } from '../credentials/login-challenge.js';
import { Passkey, PendingCeremony } from '../credentials/passkeys/passkey.entities.js';
import { RecoveryCode } from '../credentials/recovery-codes/recovery-codes.js';
import { Identity, IdentityLink, SocialFlow, UsedIdToken } from '../credentials/social/social.entities.js';
import { PendingTotpFactor, TotpFactor } from '../credentials/totp/totp-factor.entity.js';
import type { DataModel } from '../database/orm-options.js';
import { EmailLogin, MailToken, OutgoingMail } from '../mail/mail.entities.js';
import { migrations } from '../migrations/index.js';
import { AttemptBucket } from '../security/attempt-buckets.js';
import { AuditEvent } from '../security/audit-event.entity.js';
import { BlacklistedToken } from '../sessions/blacklisted-token.entity.js';
import { Session } from '../sessions/session.entity.js';
import { User } from '../users/user.entity.js';
import { Webhook, WebhookDelivery } from '../webhooks/webhook.entities.js';

/** Every entity. A new one is added here, then `npm run db:migration:create` writes its migration. */
const entities = [
  User,
  Session,
  BlacklistedToken,
  MailToken,
  EmailLogin,
  OutgoingMail,
  AuditEvent,
  AttemptBucket,
  KnownNetwork,
  TotpFactor,
  PendingTotpFactor,
  RecoveryCode,
  LoginChallenge,
  DailyStatistics,
  Passkey,
  PendingCeremony,
  Identity,
  SocialFlow,
  IdentityLink,
  UsedIdToken,
  ServiceAccount,
  ApiKey,
  Webhook,
  WebhookDelivery,
];

export const dataModel: DataModel = { entities, migrations };
