import { AccountCreation } from '../accounts/account-creation.js';
import { AccountDeletion } from '../accounts/account-deletion.js';
import { AdministrationClaim } from '../accounts/administration/administration-claim.js';
import { RefusedActs } from '../accounts/administration/refused-acts.js';
import { Statistics } from '../accounts/administration/statistics.js';
import { UserAdministration } from '../accounts/administration/user-administration.js';
import { UserCreation } from '../accounts/administration/user-creation.js';
import { EmailChange, EmailChangeUndo, EmailVerification } from '../accounts/email-address.js';
import { BatchImport } from '../accounts/import/batch-import.js';
import { PasskeySignUp } from '../accounts/passkey-sign-up.js';
import { Profile } from '../accounts/profile.js';
import { Registration } from '../accounts/registration.js';
import { SocialSignIn } from '../accounts/social-sign-in.js';
import { OutgoingEmails } from '../accounts/system/outgoing-emails.js';
import { StatusReport } from '../accounts/system/server-status.js';
import { UnprovenAccounts } from '../accounts/unproven-accounts.js';
import { TotpImport } from '../credentials/totp/totp-import.js';
import type { CredentialRooms, Credentials } from './credential-services.js';
import type { ServiceDependencies } from './session-services.js';

interface AccountRooms extends CredentialRooms {
  readonly credentials: Credentials;
}

/** What people and administrators do with accounts. */
export function createAccounts({ config, clock }: ServiceDependencies, rooms: AccountRooms) {
  const { audit, announcements, limits, secrets } = rooms.security;
  const { outbox, tokens: mailTokens } = rooms.mail;
  const { ending: sessionEnding } = rooms.sessions;
  const { firstAdministrator } = rooms;
  const {
    passwords,
    newPassword,
    policy,
    breached,
    signIn,
    confirmation,
    stepUp,
    challenges,
    secondFactors,
    passkeys,
    passkeyParts,
    hashingPool,
    identities,
  } = rooms.credentials;
  const { requireVerifiedEmail, unverifiedAccountDays, passwordHashQueueLimit: hashingQueueLimit } = config;
  const deletion = new AccountDeletion({ confirmation, stepUp, sessionEnding, audit });
  const unproven = new UnprovenAccounts({ deletion, outbox, audit, unverifiedAccountDays, clock });
  const creation = new AccountCreation({ passwords, policy, breached, unproven, requireVerifiedEmail, clock });
  const mailing = { outbox, mailTokens, limits };
  const administering = { sessionEnding, outbox, deletion, newPassword, secondFactors, challenges, audit, clock };
  const signingIn = { accounts: creation, limits, signIn, outbox, audit, requireVerifiedEmail };
  const registration = new Registration(signingIn);
  const signingUp = { accounts: creation, registration, limits, requireVerifiedEmail };
  return {
    creation,
    unproven,
    deletion,
    registration,
    passkeySignUp: new PasskeySignUp({ ...signingUp, ...passkeyParts, audit }),
    socialSignIn: new SocialSignIn({
      ...signingIn,
      identities,
      onEmailVerified: (tx, user) => firstAdministrator.appointByEmail(tx, user),
    }),
    emailVerification: new EmailVerification({ ...mailing, confirmation, firstAdministrator, audit, clock }),
    emailChange: new EmailChange({ ...mailing, confirmation, stepUp, audit, requireVerifiedEmail }),
    emailChangeUndo: new EmailChangeUndo({
      outbox,
      mailTokens,
      unproven,
      sessionEnding,
      challenges,
      passkeys,
      identities,
      audit,
      clock,
    }),
    profile: new Profile(audit, announcements, limits, clock),
    administrationClaim: new AdministrationClaim(firstAdministrator),
    refusedActs: new RefusedActs(audit, limits),
    administration: new UserAdministration(administering),
    statistics: new Statistics(clock),
    userCreation: new UserCreation({ accounts: creation, outbox, audit }),
    batchImport: new BatchImport({ audit, totp: new TotpImport(secrets, audit), clock }),
    outgoingEmails: new OutgoingEmails({ outbox, limits, audit, clock }),
    statusReport: new StatusReport({ hashingPool, hashingQueueLimit, clock }),
  };
}
