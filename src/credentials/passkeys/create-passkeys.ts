import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import type { Logger } from '../../logger.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { OperationLimits } from '../../security/operation-limits.js';
import { evenLimit } from '../../security/rate-limit.js';
import type { LoginChallenges } from '../login-challenge.js';
import type { SignIn } from '../sign-in.js';
import type { SignInMethods } from '../sign-in-methods.js';
import type { StepUp } from '../step-up.js';
import { NewPasskeys } from './new-passkeys.js';
import { PasskeyAssertions } from './passkey-assertions.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyConfirmation } from './passkey-confirmation.js';
import { PasskeyLogin } from './passkey-login.js';
import { PasskeyManagement } from './passkey-management.js';
import { PasskeyRegistration } from './passkey-registration.js';
import type { Passkeys } from './passkeys.js';

export interface PasskeyDependencies {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly passkeys: Passkeys;
  readonly challenges: LoginChallenges;
  readonly signIn: SignIn;
  readonly signInMethods: SignInMethods;
  readonly stepUp: StepUp;
  readonly buckets: AttemptBuckets;
  readonly limits: OperationLimits;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** Everything about passkeys: removing it from the wiring removes the feature. */
export function createPasskeys({ config, clock, log, ...dependencies }: PasskeyDependencies) {
  const { passkeyRpId: id, passkeyOrigins: origins, requireVerifiedEmail } = config;
  const party = { name: config.brandName, id, origins };
  const parts = { party, ceremonies: new PasskeyCeremonies(clock), newPasskeys: new NewPasskeys(party, clock, log) };
  const shared = { ...dependencies, ...parts };
  const checking = { ...shared, assertions: new PasskeyAssertions(party, clock, log) };
  const failures = evenLimit('passkey-login', config.loginFailuresPerAddressPerHour);
  return {
    passkeys: dependencies.passkeys,
    /** For those who have no account yet. */
    passkeyParts: parts,
    passkeyLogin: new PasskeyLogin({ ...checking, failures, requireVerifiedEmail }),
    passkeyConfirmation: new PasskeyConfirmation(checking),
    passkeyRegistration: new PasskeyRegistration(shared),
    passkeyManagement: new PasskeyManagement(dependencies),
  };
}
