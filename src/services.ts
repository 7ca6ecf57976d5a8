import type { EntityManager } from '@mikro-orm/core';
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
import { Login } from './auth/login.js';
import { Logout } from './auth/logout.js';
import { Registration } from './auth/registration.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { resolveJwtSecret } from './development-secret.js';
import type { Logger } from './logger.js';
import { createMail } from './mail/mail.js';
import { HashingPool } from './passwords/hashing-pool.js';
import { Passwords } from './passwords/passwords.js';
import { RefreshTokenRotation } from './sessions/refresh-token-rotation.js';
import { SessionEnding } from './sessions/session-ending.js';
import { SessionRevocation } from './sessions/session-revocation.js';
import { SessionTokens } from './sessions/session-tokens.js';
import { NO_TRACING, type Tracing } from './telemetry/tracing.js';
import { AccessTokens } from './tokens/access-token.js';
import { deriveKey, signingKeyFromSecret } from './tokens/signing-key.js';

/** Everything that decides, without HTTP and GraphQL: for the server and the command line. */
export type Services = Awaited<ReturnType<typeof createServices>>;

export interface ServiceDependencies {
  readonly config: Config;
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly log: Logger;
  /** None by default. */
  readonly tracing?: Tracing;
}

export async function createServices(dependencies: ServiceDependencies) {
  const { config, clock, tracing = NO_TRACING } = dependencies;
  const secret = await resolveJwtSecret(config);
  const { passwordHashThreads: threads, passwordHashQueueLimit: queueLimit } = config;
  const hashingPool = new HashingPool({ threads, queueLimit }, tracing.trace);
  const mail = createMail(dependencies, deriveKey(secret, 'mail tokens'));
  const foundation = {
    passwords: new Passwords(hashingPool, { cost: config.bcryptCost, pepper: config.passwordPepper }),
    policy: { minLength: config.passwordMinLength, requiredCharacters: config.passwordRequiredCharacters },
    requireVerifiedEmail: config.requireVerifiedEmail,
    recentLogin: new RecentLogin(config.reauthenticationMaxAgeSeconds, clock),
    sessionEnding: new SessionEnding(clock),
    audit: new AuditTrail(clock),
    outbox: mail.outbox,
    mailTokens: mail.tokens,
    clock,
    ...createTokens(config, secret, clock),
  };
  const close = async () => {
    mail.transport.close();
    await hashingPool.close();
  };
  return { ...foundation, ...createAuth(config, foundation), ...createAccounts(foundation), mail, hashingPool, close };
}

function createTokens(config: Config, secret: string, clock: Clock) {
  const { jwtIssuer: issuer, jwtAudience: audience, accessTokenTtlSeconds, refreshTokenTtlSeconds } = config;
  const accessTokens = new AccessTokens({ key: signingKeyFromSecret(secret), issuer, audience, clock });
  const rotationKey = deriveKey(secret, 'refresh token rotation');
  const ttls = { accessTokenTtlSeconds, refreshTokenTtlSeconds };
  return { accessTokens, sessionTokens: new SessionTokens({ accessTokens, rotationKey, ...ttls, clock }) };
}

type Foundation = ReturnType<typeof createTokens> & {
  readonly passwords: Passwords;
  readonly policy: ConstructorParameters<typeof AccountCreation>[1];
  readonly requireVerifiedEmail: boolean;
  readonly recentLogin: RecentLogin;
  readonly sessionEnding: SessionEnding;
  readonly audit: AuditTrail;
  readonly outbox: ReturnType<typeof createMail>['outbox'];
  readonly mailTokens: ReturnType<typeof createMail>['tokens'];
  readonly clock: Clock;
};

function createAuth({ refreshTokenReuseWindowSeconds }: Config, foundation: Foundation) {
  const { passwords, policy, clock, sessionTokens, sessionEnding, audit } = foundation;
  const accounts = new AccountCreation(passwords, policy, clock);
  return {
    accounts,
    registration: new Registration({ ...foundation, accounts }),
    login: new Login(foundation),
    logout: new Logout(sessionEnding, audit),
    rotation: new RefreshTokenRotation(sessionTokens, sessionEnding, audit, refreshTokenReuseWindowSeconds, clock),
  };
}

function createAccounts(foundation: Foundation) {
  const { sessionEnding, audit, clock } = foundation;
  const confirmation = new PasswordConfirmation(foundation.passwords, audit);
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
