import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { resolveSecretKeys } from '../config/secret-keys.js';
import { resolveSigningKeys } from '../config/signing-keys.js';
import type { Database } from '../database/database.js';
import { prepareQuery } from '../database/prepared-query.js';
import type { Logger } from '../logger.js';
import { Announcements } from '../security/announcements.js';
import { StoredAttemptBuckets, unlimited } from '../security/attempt-buckets.js';
import { AuditTrail } from '../security/audit-trail.js';
import { EncryptedSecrets } from '../security/encrypted-secrets.js';
import { OperationLimits } from '../security/operation-limits.js';
import { NO_PLACES, type Places } from '../security/places.js';
import { TokenDerivation } from '../security/token-derivation.js';
import { type Tracing } from '../server/telemetry/tracing.js';
import { AccessTokens } from '../sessions/access-token.js';
import { Logout, SessionRevocation } from '../sessions/logout.js';
import { prepareLogout } from '../sessions/logout-statement.js';
import { type PrepareStatement, RefreshStatements } from '../sessions/refresh-statements.js';
import { RefreshTokens } from '../sessions/refresh-token.js';
import { RefreshTokenRotation } from '../sessions/refresh-token-rotation.js';
import { SessionEnding } from '../sessions/session-ending.js';
import { SessionTokens } from '../sessions/session-tokens.js';

export interface ServiceDependencies {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** None by default. */
  readonly tracing?: Tracing;
}

export type Security = Awaited<ReturnType<typeof createSecurity>>;
export type Sessions = Awaited<ReturnType<typeof createSessions>>;

/** Keys, limits and the audit trail. */
export async function createSecurity(dependencies: ServiceDependencies) {
  const { config, clock } = dependencies;
  const { em } = dependencies.database;
  const signingKeys = await resolveSigningKeys(config);
  const announcements = new Announcements();
  em.getEventManager().registerSubscriber(announcements);
  const buckets = config.rateLimitsDisabled ? unlimited : new StoredAttemptBuckets(em, clock);
  return {
    signingKeys,
    /** Each purpose has a key of its own. */
    deriveFor: (purpose: string) => new TokenDerivation(signingKeys, purpose),
    buckets,
    secrets: new EncryptedSecrets(() => resolveSecretKeys(config)),
    limits: new OperationLimits(buckets, config),
    announcements,
    audit: new AuditTrail(clock, announcements),
    places: await loadPlaces(dependencies),
  };
}

/** @throws {ConfigError} the file cannot be used. */
async function loadPlaces({ config: { geoipDatabaseFile: path }, clock, log }: ServiceDependencies): Promise<Places> {
  if (!path) return NO_PLACES;
  const { PlaceFile } = await import('../security/place-file.js');
  return PlaceFile.open({ path, clock, log });
}

/** What starts, continues and ends sessions. */
export async function createSessions(
  { config, database, clock, log }: ServiceDependencies,
  { signingKeys, limits, announcements, audit }: Security,
) {
  const { jwtIssuer: issuer, jwtAudience: audience, sessionsPerAccount } = config;
  const { accessTokenTtlSeconds, refreshTokenTtlSeconds, sessionMaxAgeSeconds } = config;
  const times = { accessTokenTtlSeconds, refreshTokenTtlSeconds, sessionMaxAgeSeconds };
  const accessTokens = new AccessTokens({ keys: signingKeys, issuer, audience, clock });
  const refreshTokens = new RefreshTokens(signingKeys);
  const sessionEnding = new SessionEnding(clock);
  const sessionTokens = new SessionTokens({
    accessTokens,
    refreshTokens,
    sessionEnding,
    announcements,
    sessionsPerAccount,
    ...times,
    clock,
  });
  const prepare: PrepareStatement = (name, text) => prepareQuery(database, name, text, log);
  const refreshTimes = { ...times, reuseWindowSeconds: config.refreshTokenReuseWindowSeconds };
  const statements = await RefreshStatements.prepare(database.em, prepare, refreshTimes);
  const shared = { refreshTokens, sessionEnding, audit };
  return {
    accessTokens,
    ending: sessionEnding,
    tokens: sessionTokens,
    rotation: new RefreshTokenRotation({ ...shared, statements, sessionTokens, limits, clock }),
    logout: new Logout({
      ...shared,
      accessTokens,
      endSessionOfToken: await prepareLogout(database.em, prepare),
      clock,
    }),
    revocation: new SessionRevocation(sessionEnding, audit),
  };
}
