import { AccountCreation } from '../accounts/account-creation.js';
import { AccountDeletion } from '../accounts/account-deletion.js';
import { AdministrationClaim } from '../accounts/administration/administration-claim.js';
import { createFirstAdministrator, type FirstAdministrator } from '../accounts/administration/first-administrator.js';
import { RefusedActs } from '../accounts/administration/refused-acts.js';
import { UserAdministration } from '../accounts/administration/user-administration.js';
import { EmailChange, EmailChangeUndo, EmailVerification } from '../accounts/email-address.js';
import { Profile } from '../accounts/profile.js';
import { Registration } from '../accounts/registration.js';
import { UnprovenAccounts } from '../accounts/unproven-accounts.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { resolveSecretKeys } from '../config/secret-keys.js';
import { resolveSigningKeys } from '../config/signing-keys.js';
import { ClaimedAccounts } from '../credentials/claimed-account.js';
import { ConfirmIdentity } from '../credentials/confirm-identity.js';
import { PasswordConfirmation } from '../credentials/identity-confirmation.js';
import { KnownNetworks } from '../credentials/known-networks.js';
import { Login } from '../credentials/login.js';
import { LoginChallenges } from '../credentials/login-challenge.js';
import { LoginCompletion } from '../credentials/login-completion.js';
import { HashingPool } from '../credentials/password/hashing-pool.js';
import { NewPassword, PasswordChange, PasswordReset } from '../credentials/password/password-change.js';
import { Passwords } from '../credentials/password/passwords.js';
import { PasswordGuessing } from '../credentials/password-guessing.js';
import { RecoveryCodeRenewal } from '../credentials/recovery-codes/recovery-code-renewal.js';
import { RecoveryCodes } from '../credentials/recovery-codes/recovery-codes.js';
import { SecondFactors } from '../credentials/second-factors.js';
import { SignIn } from '../credentials/sign-in.js';
import { StepUp } from '../credentials/step-up.js';
import { TotpEnrollment } from '../credentials/totp/totp-enrollment.js';
import { TotpFactors } from '../credentials/totp/totp-factors.js';
import { TotpRemoval } from '../credentials/totp/totp-removal.js';
import type { Database } from '../database/database.js';
import { prepareQuery } from '../database/prepared-query.js';
import type { Logger } from '../logger.js';
import { createMail } from '../mail/mail.js';
import { StoredAttemptBuckets, unlimited } from '../security/attempt-buckets.js';
import { AuditTrail } from '../security/audit-trail.js';
import { EncryptedSecrets } from '../security/encrypted-secrets.js';
import { OperationLimits } from '../security/operation-limits.js';
import { TokenDerivation } from '../security/token-derivation.js';
import { NO_TRACING, type Tracing } from '../server/telemetry/tracing.js';
import { AccessTokens } from '../sessions/access-token.js';
import { Logout, SessionRevocation } from '../sessions/logout.js';
import { type PrepareStatement, RefreshStatements } from '../sessions/refresh-statements.js';
import { RefreshTokens } from '../sessions/refresh-token.js';
import { RefreshTokenRotation } from '../sessions/refresh-token-rotation.js';
import { SessionEnding } from '../sessions/session-ending.js';
import { SessionTokens } from '../sessions/session-tokens.js';

/** Everything that decides, without HTTP and GraphQL: for the server and the command line. */
export type Services = Awaited<ReturnType<typeof createServices>>;

export interface ServiceDependencies {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** None by default. */
  readonly tracing?: Tracing;
}

export async function createServices(dependencies: ServiceDependencies) {
  const { config, clock } = dependencies;
  const { em } = dependencies.database;
  const security = await createSecurity(dependencies);
  const mail = createMail({ ...dependencies, em, buckets: security.buckets }, security.deriveFor('mail tokens'));
  const sessions = await createSessions(dependencies, security);
  const firstAdministrator = createFirstAdministrator(config, {
    derivation: security.deriveFor('first administrator'),
    audit: security.audit,
    clock,
  });
  const credentials = createCredentials(dependencies, { security, mail, sessions, firstAdministrator });
  const accounts = createAccounts(dependencies, { security, mail, sessions, firstAdministrator, credentials });
  const close = async () => {
    mail.transport.close();
    await credentials.hashingPool.close();
  };
  return { security, mail, sessions, firstAdministrator, credentials, accounts, close };
}

type Security = Awaited<ReturnType<typeof createSecurity>>;
type Mail = ReturnType<typeof createMail>;
type Sessions = Awaited<ReturnType<typeof createSessions>>;
type Credentials = ReturnType<typeof createCredentials>;

async function createSecurity({ config, database: { em }, clock }: ServiceDependencies) {
  const signingKeys = await resolveSigningKeys(config);
  const buckets = config.rateLimitsDisabled ? unlimited : new StoredAttemptBuckets(em, clock);
  return {
    signingKeys,
    /** Each purpose has a key of its own. */
    deriveFor: (purpose: string) => new TokenDerivation(signingKeys, purpose),
    buckets,
    secrets: new EncryptedSecrets(() => resolveSecretKeys(config)),
    limits: new OperationLimits(buckets, config),
    audit: new AuditTrail(clock),
  };
}

async function createSessions(
  { config, database, clock, log }: ServiceDependencies,
  { signingKeys, limits, audit }: Security,
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
    logout: new Logout({ ...shared, accessTokens }),
    revocation: new SessionRevocation(sessionEnding, audit),
  };
}

interface CredentialRooms {
  readonly security: Security;
  readonly mail: Mail;
  readonly sessions: Sessions;
  readonly firstAdministrator: FirstAdministrator;
}

function createCredentials(dependencies: ServiceDependencies, rooms: CredentialRooms) {
  const { config, clock, tracing = NO_TRACING } = dependencies;
  const { em } = dependencies.database;
  const { security, mail, sessions, firstAdministrator } = rooms;
  const { audit, limits } = security;
  const { ending: sessionEnding } = sessions;
  const { passwordHashThreads: threads, passwordHashQueueLimit: queueLimit } = config;
  const hashingPool = new HashingPool({ threads, queueLimit }, tracing.trace);
  const passwords = new Passwords(hashingPool, { cost: config.bcryptCost, pepper: config.passwordPepper });
  const policy = {
    minLength: config.passwordMinLength,
    requiredCharacters: config.passwordRequiredCharacters,
    forbiddenWords: config.passwordForbiddenWords,
  };
  const knownNetworks = new KnownNetworks(em, security.deriveFor('known networks'), clock);
  const guessing = new PasswordGuessing(security.buckets, knownNetworks, config);
  const stepUp = new StepUp(config.reauthenticationMaxAgeSeconds, clock);
  const confirmation = new PasswordConfirmation(passwords, guessing, stepUp, audit);
  const factors = createSecondFactors({ config, clock }, rooms, stepUp);
  const { secondFactors, challenges } = factors;
  const signIn = new SignIn({ sessionTokens: sessions.tokens, knownNetworks, secondFactors, challenges });
  const claimedAccounts = new ClaimedAccounts(security.deriveFor('decoy hashes'));
  const { requireVerifiedEmail } = config;
  const mailing = { outbox: mail.outbox, mailTokens: mail.tokens };
  const newPassword = new NewPassword({ passwords, policy, challenges, ...mailing, clock });
  const recorded = { audit, clock };
  const confirming = { confirmation, secondFactors, sessionTokens: sessions.tokens, ...recorded };
  return {
    ...factors,
    hashingPool,
    passwords,
    newPassword,
    policy,
    signIn,
    confirmation,
    stepUp,
    confirmIdentity: new ConfirmIdentity(confirming),
    login: new Login({ claimedAccounts, passwords, guessing, signIn, audit, requireVerifiedEmail }),
    loginCompletion: new LoginCompletion({ challenges, secondFactors, signIn, audit }),
    passwordChange: new PasswordChange({ newPassword, stepUp, confirmation, limits, sessionEnding, signIn, audit }),
    passwordReset: new PasswordReset({
      newPassword,
      sessionEnding,
      onEmailVerified: (tx, user) => firstAdministrator.appointByEmail(tx, user),
      ...mailing,
      limits,
      ...recorded,
    }),
  };
}

/** What second factors there are, and how users come by them. */
function createSecondFactors(
  { config, clock }: Pick<ServiceDependencies, 'config' | 'clock'>,
  rooms: CredentialRooms,
  stepUp: StepUp,
) {
  const { audit, buckets, secrets } = rooms.security;
  const { outbox } = rooms.mail;
  const { ending: sessionEnding, tokens: sessionTokens } = rooms.sessions;
  const challenges = new LoginChallenges(clock);
  const recoveryCodes = new RecoveryCodes();
  const totpFactors = new TotpFactors(secrets, clock);
  const kinds = { totpFactors, recoveryCodes };
  const secondFactors = new SecondFactors({ ...kinds, challenges, sessionEnding, buckets, outbox, audit });
  const reporting = { stepUp, outbox, audit };
  const enrolling = { ...reporting, ...kinds, secondFactors, secrets, sessionTokens, buckets, clock };
  return {
    challenges,
    recoveryCodes,
    secondFactors,
    totpEnrollment: new TotpEnrollment({ issuer: config.brandName, ...enrolling }),
    totpRemoval: new TotpRemoval({ ...reporting, totpFactors, secondFactors }),
    recoveryCodeRenewal: new RecoveryCodeRenewal({ ...reporting, recoveryCodes }),
  };
}

interface AccountRooms extends CredentialRooms {
  readonly credentials: Credentials;
}

function createAccounts({ config, clock }: ServiceDependencies, rooms: AccountRooms) {
  const { audit, limits } = rooms.security;
  const { outbox, tokens: mailTokens } = rooms.mail;
  const { ending: sessionEnding } = rooms.sessions;
  const { firstAdministrator } = rooms;
  const { passwords, newPassword, policy, signIn, confirmation, stepUp, challenges, secondFactors } = rooms.credentials;
  const { requireVerifiedEmail, unverifiedAccountDays } = config;
  const deletion = new AccountDeletion({ confirmation, stepUp, sessionEnding, audit });
  const unproven = new UnprovenAccounts({ deletion, outbox, audit, unverifiedAccountDays, clock });
  const creation = new AccountCreation({ passwords, policy, unproven, requireVerifiedEmail, clock });
  const mailing = { outbox, mailTokens, limits };
  const administering = { sessionEnding, deletion, newPassword, secondFactors, challenges, audit, clock };
  return {
    creation,
    unproven,
    deletion,
    registration: new Registration({ accounts: creation, limits, signIn, outbox, audit, requireVerifiedEmail }),
    emailVerification: new EmailVerification({ ...mailing, confirmation, firstAdministrator, audit, clock }),
    emailChange: new EmailChange({ ...mailing, confirmation, stepUp, audit, requireVerifiedEmail }),
    emailChangeUndo: new EmailChangeUndo({ outbox, mailTokens, unproven, sessionEnding, challenges, audit, clock }),
    profile: new Profile(audit, limits, clock),
    administrationClaim: new AdministrationClaim(firstAdministrator),
    refusedActs: new RefusedActs(audit, limits),
    administration: new UserAdministration(administering),
  };
}
