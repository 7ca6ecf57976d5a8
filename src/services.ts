import type { SqlEntityManager } from '@mikro-orm/sql';
import { AccountCreation } from './accounts/account-creation.js';
import { AccountDeletion } from './accounts/account-deletion.js';
import { EmailChange } from './accounts/email-change.js';
import { EmailVerification } from './accounts/email-verification.js';
import { NewPassword } from './accounts/new-password.js';
import { PasswordChange } from './accounts/password-change.js';
import { PasswordConfirmation } from './accounts/password-confirmation.js';
import { PasswordReset } from './accounts/password-reset.js';
import { Profile } from './accounts/profile.js';
import { RecentLogin } from './accounts/recent-login.js';
import { UserAdministration } from './administration/user-administration.js';
import { AuditTrail } from './audit/audit-trail.js';
import { ClaimedAccounts } from './auth/claimed-account.js';
import { Login } from './auth/login.js';
import { Logout } from './auth/logout.js';
import { Registration } from './auth/registration.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Logger } from './logger.js';
import { createMail } from './mail/mail.js';
import { HashingPool } from './passwords/hashing-pool.js';
import { Passwords } from './passwords/passwords.js';
import { bottomlessBuckets, StoredAttemptBuckets } from './rate-limits/attempt-buckets.js';
import { KnownNetworks } from './rate-limits/known-networks.js';
import { OperationLimits } from './rate-limits/operation-limits.js';
import { PasswordGuessing } from './rate-limits/password-guessing.js';
import { RefreshTokenRotation } from './sessions/refresh-token-rotation.js';
import { SessionEnding } from './sessions/session-ending.js';
import { SessionRevocation } from './sessions/session-revocation.js';
import { SessionTokens } from './sessions/session-tokens.js';
import { NO_TRACING, type Tracing } from './telemetry/tracing.js';
import { AccessTokens } from './tokens/access-token.js';
import { resolveSigningKeys } from './tokens/resolve-signing-keys.js';
import type { SigningKeys } from './tokens/signing-key.js';
import { TokenDerivation } from './tokens/token-derivation.js';

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
  return { ...foundation, ...createAuth(foundation), ...createAccounts(foundation), close };
}

/** What the services of the operations are made of. */
type Foundation = Awaited<ReturnType<typeof createFoundation>>;

async function createFoundation(dependencies: ServiceDependencies) {
  const { config, em, clock } = dependencies;
  const signingKeys = await resolveSigningKeys(config);
  const knownNetworks = new KnownNetworks(em, new TokenDerivation(signingKeys, 'known networks'), clock);
  const mail = createMail(dependencies, new TokenDerivation(signingKeys, 'mail tokens'));
  return {
    clock,
    requireVerifiedEmail: config.requireVerifiedEmail,
    recentLogin: new RecentLogin(config.reauthenticationMaxAgeSeconds, clock),
    sessionEnding: new SessionEnding(clock),
    audit: new AuditTrail(clock),
    claimedAccounts: new ClaimedAccounts(new TokenDerivation(signingKeys, 'decoy hashes')),
    mail,
    outbox: mail.outbox,
    mailTokens: mail.tokens,
    ...createPasswords(dependencies),
    ...createTokens(config, signingKeys, knownNetworks, clock),
    ...createRateLimits(dependencies, knownNetworks),
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

function createTokens(config: Config, signingKeys: SigningKeys, knownNetworks: KnownNetworks, clock: Clock) {
  const { jwtIssuer: issuer, jwtAudience: audience } = config;
  const { accessTokenTtlSeconds, refreshTokenTtlSeconds, sessionMaxAgeSeconds } = config;
  const { refreshTokenReuseWindowSeconds: reuseWindowSeconds } = config;
  const accessTokens = new AccessTokens({ keys: signingKeys, issuer, audience, clock });
  const rotation = new TokenDerivation(signingKeys, 'refresh token rotation');
  const ttls = { accessTokenTtlSeconds, refreshTokenTtlSeconds, sessionMaxAgeSeconds };
  const sessionTokens = new SessionTokens({ accessTokens, rotation, knownNetworks, ...ttls, clock });
  return { signingKeys, accessTokens, sessionTokens, reuseWindowSeconds };
}

function createRateLimits({ config, em, clock }: ServiceDependencies, knownNetworks: KnownNetworks) {
  const buckets = config.rateLimitsDisabled ? bottomlessBuckets : new StoredAttemptBuckets(em, clock);
  return {
    limits: new OperationLimits(buckets, config),
    guessing: new PasswordGuessing(buckets, knownNetworks, config),
  };
}

function createAuth(foundation: Foundation) {
  const { passwords, policy, clock, sessionEnding, audit } = foundation;
  const accounts = new AccountCreation(passwords, policy, clock);
  return {
    accounts,
    registration: new Registration({ ...foundation, accounts }),
    login: new Login(foundation),
    logout: new Logout(sessionEnding, audit),
    rotation: new RefreshTokenRotation(foundation),
  };
}

function createAccounts(foundation: Foundation) {
  const { sessionEnding, audit, clock } = foundation;
  const confirmation = new PasswordConfirmation(foundation.passwords, foundation.guessing, audit);
  const newPassword = new NewPassword(foundation);
  const deletion = new AccountDeletion({ ...foundation, confirmation });
  return {
    passwordChange: new PasswordChange({ ...foundation, confirmation, newPassword }),
    passwordReset: new PasswordReset({ ...foundation, newPassword }),
    emailVerification: new EmailVerification(foundation),
    emailChange: new EmailChange({ ...foundation, confirmation }),
    profile: new Profile(audit, clock),
    deletion,
    administration: new UserAdministration({ sessionEnding, deletion, audit, clock }),
    revocation: new SessionRevocation(sessionEnding, audit),
  };
}
