import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { evenLimit } from '../../security/rate-limit.js';
import type { AccessTokens } from '../../sessions/access-token.js';
import { ApiKeyExchange } from './api-key-exchange.js';
import { ApiKeys } from './api-keys.js';
import { ExpiringApiKeys } from './expiring-api-keys.js';
import { ServiceAccounts } from './service-accounts.js';

export interface ApiKeyDependencies {
  readonly config: Config;
  readonly clock: Clock;
  readonly accessTokens: AccessTokens;
  readonly buckets: AttemptBuckets;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** Everything about service accounts and their keys. */
export function createApiKeys({ config, clock, accessTokens, buckets, outbox, audit }: ApiKeyDependencies) {
  const failures = evenLimit('api-key', config.loginFailuresPerAddressPerHour);
  return {
    serviceAccounts: new ServiceAccounts(audit, clock),
    apiKeys: new ApiKeys(audit, clock),
    apiKeyExchange: new ApiKeyExchange({ accessTokens, buckets, failures, clock }),
    expiringApiKeys: new ExpiringApiKeys(outbox, clock),
  };
}
