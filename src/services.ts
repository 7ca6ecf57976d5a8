import type { SqlEntityManager } from '@mikro-orm/sql';
import { AccountCreation } from './accounts/account-creation.js';
import { AccountDeletion } from './accounts/account-deletion.js';
import { RefusedActs } from './accounts/administration/refused-acts.js';
import { UserAdministration } from './accounts/administration/user-administration.js';
import { EmailChange, EmailChangeUndo, EmailVerification } from './accounts/email-address.js';
import { Profile } from './accounts/profile.js';
import { Registration } from './accounts/registration.js';
import { UnprovenAccounts } from './accounts/unproven-accounts.js';
import type { Clock } from './clock.js';
import type { Config } from './config/config.js';
import type { SigningKeys } from './config/signing-key.js';
import { resolveSigningKeys } from './config/signing-keys.js';
import { ClaimedAccounts } from './credentials/claimed-account.js';
import { PasswordConfirmation, RecentLogin } from './credentials/identity-confirmation.js';
import { KnownNetworks } from './credentials/known-networks.js';
import { Login } from './credentials/login.js';
import { HashingPool } from './credentials/password/hashing-pool.js';
import { NewPassword, PasswordChange, PasswordReset } from './credentials/password/password-change.js';
import { Passwords } from './credentials/password/passwords.js';
import { PasswordGuessing } from './credentials/password-guessing.js';
import type { Logger } from './logger.js';
import { createMail } from './mail/mail.js';
import { StoredAttemptBuckets, unlimited } from './security/attempt-buckets.js';
import { AuditTrail } from './security/audit-trail.js';
import { OperationLimits } from './security/operation-limits.js';
import { TokenDerivation } from './security/token-derivation.js';
import { NO_TRACING, type Tracing } from './server/telemetry/tracing.js';
import { AccessTokens } from './sessions/access-token.js';
import { Logout, SessionRevocation } from './sessions/logout.js';
import { RefreshTokenRotation } from './sessions/refresh-token-rotation.js';
import { SessionEnding } from './sessions/session-ending.js';
import { SessionTokens } from './sessions/session-tokens.js';

/** Everything that decides, without HTTP and GraphQL: for the server and the command line. */
export type Services = Awaited<ReturnType<typeof createServices>>;

export interface ServiceDependencies {
  readonly config: Config;
  readonly em: SqlEntityManager;
  readonly clock: Clock;
  readonly log: Logger;
  /** None by default. */
  readonly tracing?: Tracing;
}

export async function createServices(dependencies: ServiceDependencies) {
  const foundation = await createFoundation(dependencies);
  const { mail, hashingPool } = foundation;
  const close = async () => {
    mail.transport.close();
    await hashingPool.close();
  };
  const accounts = createAccounts(foundation);
  return { ...foundation, ...accounts, ...createAuth({ ...foundation, ...accounts }), close };
}

/** What the services of the operations are made of. */
type Foundation = Awaited<ReturnType<typeof createFoundation>>;

async function createFoundation(dependencies: ServiceDependencies) {
  const { config, em, clock } = dependencies;
  const signingKeys = await resolveSigningKeys(config);
  const sessionEnding = new SessionEnding(clock);
  const knownNetworks = new KnownNetworks(em, new TokenDerivation(signingKeys, 'known networks'), clock);
  const rateLimits = createRateLimits(dependencies, knownNetworks);
  const { buckets } = rateLimits;
  const mail = createMail({ ...dependencies, buckets }, new TokenDerivation(signingKeys, 'mail tokens'));
  return {
    clock,
    requireVerifiedEmail: config.requireVerifiedEmail,
    unverifiedAccountDays: config.unverifiedAccountDays,
    recentLogin: new RecentLogin(config.reauthenticationMaxAgeSeconds, clock),
    sessionEnding,
    audit: new AuditTrail(clock),
    claimedAccounts: new ClaimedAccounts(new TokenDerivation(signingKeys, 'decoy hashes')),
    mail,
    outbox: mail.outbox,
    mailTokens: mail.tokens,
    ...createPasswords(dependencies),
    ...createTokens(config, { signingKeys, knownNetworks, sessionEnding, clock }),
    ...rateLimits,
  };
}

function createPasswords({ config, tracing = NO_TRACING }: ServiceDependencies) {
  const { passwordHashThreads: threads, passwordHashQueueLimit: queueLimit } = config;
  const hashingPool = new HashingPool({ threads, queueLimit }, tracing.trace);
  const passwords = new Passwords(hashingPool, { cost: config.bcryptCost, pepper: config.passwordPepper });
  const policy = {
    minLength: config.passwordMinLength,
    requiredCharacters: config.passwordRequiredCharacters,
    forbiddenWords: config.passwordForbiddenWords,
  };
  return { hashingPool, passwords, policy };
}

interface TokenDependencies {
  readonly signingKeys: SigningKeys;
  readonly knownNetworks: KnownNetworks;
  readonly sessionEnding: SessionEnding;
  readonly clock: Clock;
}

function createTokens(config: Config, dependencies: TokenDependencies) {
  const { signingKeys, clock } = dependencies;
  const { jwtIssuer: issuer, jwtAudience: audience } = config;
  const { accessTokenTtlSeconds, refreshTokenTtlSeconds, sessionMaxAgeSeconds, sessionsPerAccount } = config;
  const { refreshTokenReuseWindowSeconds: reuseWindowSeconds } = config;
  const accessTokens = new AccessTokens({ keys: signingKeys, issuer, audience, clock });
  const rotation = new TokenDerivation(signingKeys, 'refresh token rotation');
  const limits = { accessTokenTtlSeconds, refreshTokenTtlSeconds, sessionMaxAgeSeconds, sessionsPerAccount };
  const sessionTokens = new SessionTokens({ accessTokens, rotation, ...limits, ...dependencies });
  return { signingKeys, accessTokens, sessionTokens, reuseWindowSeconds };
}

function createRateLimits({ config, em, clock }: ServiceDependencies, knownNetworks: KnownNetworks) {
  const buckets = config.rateLimitsDisabled ? unlimited : new StoredAttemptBuckets(em, clock);
  return {
    buckets,
    limits: new OperationLimits(buckets, config),
    guessing: new PasswordGuessing(buckets, knownNetworks, config),
  };
}

function createAuth(foundation: Foundation & ReturnType<typeof createAccounts>) {
  return {
    registration: new Registration(foundation),
    login: new Login(foundation),
    logout: new Logout(foundation),
    rotation: new RefreshTokenRotation(foundation),
  };
}

function createAccounts(foundation: Foundation) {
  const { sessionEnding, audit, clock, limits } = foundation;
  const confirmation = new PasswordConfirmation(foundation.passwords, foundation.guessing, audit);
  const newPassword = new NewPassword(foundation);
  const deletion = new AccountDeletion({ ...foundation, confirmation });
  const unproven = new UnprovenAccounts({ ...foundation, deletion });
  return {
    accounts: new AccountCreation({ ...foundation, unproven }),
    unproven,
    passwordChange: new PasswordChange({ ...foundation, confirmation, newPassword }),
    passwordReset: new PasswordReset({ ...foundation, newPassword }),
    emailVerification: new EmailVerification({ ...foundation, confirmation }),
    emailChange: new EmailChange({ ...foundation, confirmation }),
    emailChangeUndo: new EmailChangeUndo({ ...foundation, unproven }),
    profile: new Profile(audit, limits, clock),
    deletion,
    refusedActs: new RefusedActs(audit, foundation.limits),
    administration: new UserAdministration({ sessionEnding, deletion, audit, clock }),
    revocation: new SessionRevocation(sessionEnding, audit),
  };
}
