import { type EntityManager, LockMode, raw } from '@mikro-orm/core';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { NEWEST_FIRST } from '../../api/connections.js';
import { FieldErrorCode, refuse } from '../../api/error-result.js';
import { refuseInvalid } from '../../api/expected-errors.js';
import { ApiKeyNotFoundError } from '../../api/machine-errors.js';
import { addSeconds, type Clock } from '../../clock.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import { blacklistMachine } from '../../sessions/session-ending.js';
import { type Administering, lockAdministrator } from '../acting-administrator.js';
import { problemOfName } from '../factor-name.js';
import { ApiKey } from './api-key.entities.js';
import { tokenTimes } from './api-key-exchange.js';
import { newApiKeyText, type ReadApiKey, readApiKey } from './api-key-text.js';
import { lockServiceAccount } from './service-accounts.js';

const DAY_SECONDS = 86_400;
const DEFAULT_DAYS = 90;
/** A year, a leap day and a clock that is ahead. */
const MAX_DAYS = 367;
/** How long before a key expires administrators are notified. */
export const NOTICE_SECONDS = 7 * DAY_SECONDS;
/** Of one service account, in a list. */
const MAX_LISTED = 100;

export interface NewApiKey {
  readonly serviceAccountId: string;
  readonly name: string;
  readonly expiresAt?: Date | null;
}

/** A key whose text is known only now. */
export interface CreatedApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/** Creates and revokes API keys. Each of both throws a ForbiddenError if the actor is no longer an administrator. */
export class ApiKeys {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws {ExpectedError} InvalidInputError or ServiceAccountNotFoundError. */
  create({ em, actor }: Administering, input: NewApiKey): Promise<CreatedApiKey> {
    const [name, now] = [input.name.trim(), this.clock()];
    const expiresAt = input.expiresAt ?? addSeconds(now, DEFAULT_DAYS * DAY_SECONDS);
    const isInRange = expiresAt > now && expiresAt <= addSeconds(now, MAX_DAYS * DAY_SECONDS);
    refuseInvalid({ name: problemOfName(name), expiresAt: isInRange ? undefined : OUT_OF_RANGE });
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const serviceAccount = await lockServiceAccount(tx, input.serviceAccountId);
      const secret = newApiKeyText();
      const isNoticed = expiresAt <= addSeconds(now, NOTICE_SECONDS);
      const times = { createdAt: now, expiresAt, expiryAnnouncedAt: isNoticed ? now : null };
      const apiKey = tx.create(ApiKey, { id: uuidv7(), serviceAccount, name, ...known(secret), ...times });
      this.audit.successOnServiceAccount(tx, AuditEventKind.API_KEY_CREATED, actor, serviceAccount.id);
      return { apiKey, secret };
    });
  }

  /** Neither the key nor its tokens are accepted any more. @throws {ExpectedError} ApiKeyNotFoundError. */
  revoke({ em, actor }: Administering, id: string): Promise<ApiKey> {
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      const apiKey = isUuid(id) ? await tx.findOne(ApiKey, id, lock) : null;
      if (!apiKey) throw refuse(new ApiKeyNotFoundError());
      if (apiKey.revokedAt) return apiKey;
      apiKey.revokedAt = this.clock();
      await blacklistMachine(tx, apiKey.id, BlacklistReason.ENDED_BY_ADMINISTRATOR, tokenTimes(apiKey.revokedAt));
      this.audit.successOnServiceAccount(tx, AuditEventKind.API_KEY_REVOKED, actor, apiKey.serviceAccount.id);
      return apiKey;
    });
  }

  /** Those that are accepted first, so that one that is in use can always be found and revoked; then the newest. */
  listOf(em: EntityManager, serviceAccountId: string): Promise<ApiKey[]> {
    const isAccepted = raw('revoked_at is null and expires_at > ?', [this.clock()]);
    const orderBy = [{ [isAccepted]: 'desc' } as const, ...NEWEST_FIRST];
    return em.find(ApiKey, { serviceAccount: serviceAccountId }, { orderBy, limit: MAX_LISTED });
  }
}

const OUT_OF_RANGE = {
  code: FieldErrorCode.OUT_OF_RANGE,
  message: 'Choose a time in the future, at most a year from now.',
};

/** What is stored of a new key. */
function known(secret: string): ReadApiKey {
  return readApiKey(secret) as ReadApiKey;
}
