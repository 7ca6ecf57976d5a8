import { KnownNetwork } from './credentials/known-network.entity.js';
import { MailToken } from './mail/mail-token.entity.js';
import { OutgoingMail } from './mail/outgoing-mail.entity.js';
import { AttemptBucket } from './security/attempt-bucket.entity.js';
import { AuditEvent } from './security/audit-event.entity.js';
import { BlacklistedToken } from './sessions/blacklisted-token.entity.js';
import { RefreshToken } from './sessions/refresh-token.entity.js';
import { Session } from './sessions/session.entity.js';
import { User } from './users/user.entity.js';

/** Every entity; a new one is added here, then `npm run db:migration:create` writes its migration. */
export const entities = [
  User,
  Session,
  RefreshToken,
  BlacklistedToken,
  MailToken,
  OutgoingMail,
  AuditEvent,
  AttemptBucket,
  KnownNetwork,
];
