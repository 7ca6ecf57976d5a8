import type { EntityManager } from '@mikro-orm/core';
import { type FirstAdministrator } from '../accounts/administration/first-administrator.js';
import { createApiKeys } from '../credentials/api-keys/create-api-keys.js';
import { type BreachedPasswords, NO_LIST } from '../credentials/breached-passwords/breached-passwords.js';
import { ClaimedAccounts } from '../credentials/claimed-account.js';
import { ConfirmIdentity } from '../credentials/confirm-identity.js';
import { EmailSignIn } from '../credentials/email-login/email-login.js';
import { PasswordConfirmation } from '../credentials/identity-confirmation.js';
import { KnownNetworks } from '../credentials/known-networks.js';
import { Login } from '../credentials/login.js';
import { LoginChallenges } from '../credentials/login-challenge.js';
import { LoginCompletion } from '../credentials/login-completion.js';
import { createPasskeys } from '../credentials/passkeys/create-passkeys.js';
import { Passkeys } from '../credentials/passkeys/passkeys.js';
import { HashingPool } from '../credentials/password/hashing-pool.js';
import { NewPassword, PasswordChange, PasswordReset } from '../credentials/password/password-change.js';
import { passwordPolicy } from '../credentials/password/password-policy.js';
import { Passwords } from '../credentials/password/passwords.js';
import { PasswordGuessing } from '../credentials/password-guessing.js';
import { ProvenAddress } from '../credentials/proven-address.js';
import { RecoveryCodeRenewal } from '../credentials/recovery-codes/recovery-code-renewal.js';
import { RecoveryCodes } from '../credentials/recovery-codes/recovery-codes.js';
import { SecondFactors } from '../credentials/second-factors.js';
import { SignIn } from '../credentials/sign-in.js';
import { createSocial } from '../credentials/social/create-social.js';
import { StepUp } from '../credentials/step-up.js';
import { TotpEnrollment } from '../credentials/totp/totp-enrollment.js';
import { TotpFactors } from '../credentials/totp/totp-factors.js';
import { TotpRemoval } from '../credentials/totp/totp-removal.js';
import { createMail } from '../mail/mail.js';
import { evenLimit } from '../security/rate-limit.js';
import { allowedOrigins } from '../server/origins.js';
import { NO_TRACING } from '../server/telemetry/tracing.js';
import type { User } from '../users/user.entity.js';
import type { Security, ServiceDependencies, Sessions } from './session-services.js';

export interface CredentialRooms {
  readonly security: Security;
  readonly mail: Awaited<ReturnType<typeof createMail>>;
  readonly sessions: Sessions;
  readonly firstAdministrator: FirstAdministrator;
}

export type Credentials = Awaited<ReturnType<typeof createCredentials>>;

/** Every way to prove who one is. */
export async function createCredentials(dependencies: ServiceDependencies, rooms: CredentialRooms) {
  const { config, clock, tracing = NO_TRACING } = dependencies;
  const { em } = dependencies.database;
  const { security, mail, sessions, firstAdministrator } = rooms;
  const { audit, limits } = security;
  const { ending: sessionEnding } = sessions;
  const { passwordHashThreads: threads, passwordHashQueueLimit: queueLimit } = config;
  const hashingPool = new HashingPool({ threads, queueLimit }, tracing.trace);
  const passwords = new Passwords(hashingPool, { cost: config.bcryptCost, pepper: config.passwordPepper });
  const policy = passwordPolicy(config);
  const breached = await loadBreachedPasswords(dependencies);
  const knownNetworks = new KnownNetworks(em, security.deriveFor('known networks'), clock);
  const guessing = new PasswordGuessing(security.buckets, knownNetworks, config);
  const stepUp = new StepUp(config.reauthenticationMaxAgeSeconds, clock);
  const confirmation = new PasswordConfirmation(passwords, guessing, stepUp, audit);
  const factors = createSecondFactors({ config, clock }, rooms, stepUp);
  const { secondFactors, challenges } = factors;
  const isTrustedOrigin = allowedOrigins(config);
  const social = await createSocial({ ...dependencies, ...security, outbox: mail.outbox, stepUp, isTrustedOrigin });
  const { identities } = social;
  const signIn = new SignIn({ sessionTokens: sessions.tokens, knownNetworks, secondFactors, challenges, identities });
  const claimedAccounts = new ClaimedAccounts(security.deriveFor('decoy hashes'));
  const { requireVerifiedEmail } = config;
  const mailing = { outbox: mail.outbox, mailTokens: mail.tokens };
  const newPassword = new NewPassword({ passwords, policy, breached, challenges, ...mailing, clock });
  const recorded = { audit, clock };
  const onEmailVerified = (tx: EntityManager, user: User) => firstAdministrator.appointByEmail(tx, user);
  const provenAddress = new ProvenAddress({ secondFactors, sessionEnding, ...mailing, onEmailVerified, ...recorded });
  const shared = { ...dependencies, ...security, ...factors, ...social, outbox: mail.outbox, signIn, stepUp };
  const passkeys = createPasskeys(shared);
  const { passkeyConfirmation } = passkeys;
  const confirming = { confirmation, passkeyConfirmation, secondFactors, sessionTokens: sessions.tokens, ...recorded };
  return {
    ...factors,
    ...passkeys,
    ...social,
    ...createApiKeys({ ...shared, accessTokens: sessions.accessTokens }),
    hashingPool,
    passwords,
    newPassword,
    policy,
    breached,
    signIn,
    confirmation,
    stepUp,
    confirmIdentity: new ConfirmIdentity(confirming),
    login: new Login({
      claimedAccounts,
      passwords,
      breached,
      guessing,
      signIn,
      identities,
      audit,
      requireVerifiedEmail,
    }),
    emailSignIn: new EmailSignIn({
      contents: config.emailLogin,
      logins: mail.logins,
      provenAddress,
      failures: evenLimit('email-login', config.loginFailuresPerAddressPerHour),
      ...security,
      ...mailing,
      signIn,
    }),
    loginCompletion: new LoginCompletion({ challenges, secondFactors, signIn, audit }),
    passwordChange: new PasswordChange({ newPassword, stepUp, confirmation, limits, sessionEnding, signIn, audit }),
    passwordReset: new PasswordReset({
      newPassword,
      provenAddress,
      sessionEnding,
      ...mailing,
      limits,
      audit,
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
  const passkeys = new Passkeys();
  const kinds = { totpFactors, recoveryCodes };
  const secondFactors = new SecondFactors({
    ...kinds,
    further: [passkeys],
    challenges,
    sessionEnding,
    buckets,
    outbox,
    audit,
  });
  const reporting = { stepUp, outbox, audit };
  const enrolling = { ...reporting, ...kinds, secondFactors, secrets, sessionTokens, buckets, clock };
  return {
    challenges,
    passkeys,
    recoveryCodes,
    secondFactors,
    totpEnrollment: new TotpEnrollment({ issuer: config.brandName, ...enrolling }),
    totpRemoval: new TotpRemoval({ ...reporting, totpFactors, secondFactors }),
    recoveryCodeRenewal: new RecoveryCodeRenewal({ ...reporting, recoveryCodes }),
  };
}

/**
 * Loads what the settings ask for: by default nothing.
 *
 * @throws {ConfigError} the file cannot be used.
 */
async function loadBreachedPasswords({ config, log }: ServiceDependencies): Promise<BreachedPasswords> {
  const { breachedPasswords, breachedPasswordsFile = '', breachedPasswordsUrl, breachedPasswordsFail } = config;
  if (breachedPasswords === 'off') return NO_LIST;
  const { KnownBreaches } = await import('../credentials/breached-passwords/known-breaches.js');
  const options = { failClosed: breachedPasswordsFail === 'closed', log };
  if (breachedPasswords === 'range') {
    const { RangeApi } = await import('../credentials/breached-passwords/range-api.js');
    return new KnownBreaches(new RangeApi(breachedPasswordsUrl), options);
  }
  const { HashFile } = await import('../credentials/breached-passwords/hash-file.js');
  return new KnownBreaches(await HashFile.check(breachedPasswordsFile), options);
}
