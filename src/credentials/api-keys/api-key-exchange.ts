import { randomUUID } from 'node:crypto';
import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { refuse } from '../../api/error-result.js';
import { InvalidApiKeyError } from '../../api/machine-errors.js';
import { addSeconds, CLOCK_SKEW_SECONDS, type Clock } from '../../clock.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import { type Device, networkOf } from '../../security/device.js';
import type { RateLimit } from '../../security/rate-limit.js';
import type { AccessTokens } from '../../sessions/access-token.js';
import { type ReadApiKey, readApiKey } from './api-key-text.js';

const TOKEN_SECONDS = 900;

/** For the blacklist: until the last of the tokens issued by now has expired, by a clock that is behind, too. */
export function tokenTimes(now: Date) {
  return { now, expiresAt: addSeconds(now, TOKEN_SECONDS + CLOCK_SKEW_SECONDS) };
}

export interface ApiKeyExchangeServices {
  readonly accessTokens: AccessTokens;
  readonly buckets: AttemptBuckets;
  /** Of keys that are not accepted, by client address. */
  readonly failures: RateLimit;
  readonly clock: Clock;
}

export interface IssuedMachineToken {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
}

interface UsedKey {
  readonly keyId: string;
  readonly accountId: string;
  readonly activationId: string;
  readonly scope: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Exchanges API keys for the access tokens of machines. */
export class ApiKeyExchange {
  constructor(private readonly services: ApiKeyExchangeServices) {}

  /**
   * A text that is not a key, as its checksum shows, is refused without a query. Anything else counts for the client's
   * address until it has turned out to be a key, so that nobody can have the database asked without a limit.
   *
   * @throws {ExpectedError} InvalidApiKeyError or TooManyAttemptsError.
   */
  async exchange({ em, device }: { em: EntityManager; device: Device }, text: string): Promise<IssuedMachineToken> {
    const { buckets, failures } = this.services;
    const presented = readApiKey(text);
    if (!presented) throw refuse(new InvalidApiKeyError());
    const attempt = await buckets.consume(failures, networkOf(device.ipAddress));
    const used = await this.use(em as SqlEntityManager, presented);
    if (!used) throw refuse(new InvalidApiKeyError());
    await buckets.refund(attempt);
    return this.issue(used);
  }

  /** One statement checks the key and remembers its use. */
  private async use(em: SqlEntityManager, { start, digest }: ReadApiKey): Promise<UsedKey | undefined> {
    const now = this.services.clock();
    const [used] = await em.execute<UsedKey[]>(sql`
      update api_keys set last_used_at = ${now} from service_accounts account
      where api_keys.start = ${start} and api_keys.digest = ${digest} and api_keys.revoked_at is null
        and api_keys.expires_at > ${now} and account.id = api_keys.service_account_id and account.deactivated_at is null
      returning api_keys.id as "keyId", account.id as "accountId", account.activation_id as "activationId",
        array_to_string(account.permissions, ' ') as scope,
        (extract(epoch from api_keys.expires_at) * 1000)::float8 as "expiresAt"`);
    return used;
  }

  private issue({ keyId, accountId, activationId: sid, scope, expiresAt: keyExpiresAt }: UsedKey): IssuedMachineToken {
    const { accessTokens, clock } = this.services;
    const issuedAt = clock();
    const expiresAt = new Date(Math.min(addSeconds(issuedAt, TOKEN_SECONDS).getTime(), keyExpiresAt));
    const claims = { sub: accountId, clientId: keyId, sid, jti: randomUUID(), scope, issuedAt, expiresAt };
    return { accessToken: accessTokens.signForMachine(claims), accessTokenExpiresAt: expiresAt };
  }
}
