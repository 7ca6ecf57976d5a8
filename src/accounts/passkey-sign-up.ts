import type { EntityManager } from '@mikro-orm/core';
import { AssuranceLevel, AuthenticationMethod, type Proof } from '../api/assurance.js';
import {
  checkPasskeyName,
  type NewPasskeys,
  newUserHandle,
  type VerifiedPasskey,
} from '../credentials/passkeys/new-passkeys.js';
import { CeremonyKind } from '../credentials/passkeys/passkey.entities.js';
import type { PasskeyCeremonies, StartedCeremony } from '../credentials/passkeys/passkey-ceremonies.js';
import type { NewPasskey } from '../credentials/passkeys/passkey-registration.js';
import { creationOptions, type RelyingParty } from '../credentials/passkeys/webauthn.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { OperationLimits } from '../security/operation-limits.js';
import type { Caller } from '../sessions/authentication.js';
import type { IssuedTokens } from '../sessions/session-tokens.js';
import type { User } from '../users/user.entity.js';
import type { AccountCreation, NewIdentity } from './account-creation.js';
import type { Registration } from './registration.js';

/** A new passkey has verified its user. */
const PROOF: Proof = { level: AssuranceLevel.AAL2, methods: [AuthenticationMethod.PASSKEY] };

export interface PasskeySignUpServices {
  readonly party: RelyingParty;
  readonly ceremonies: PasskeyCeremonies;
  readonly newPasskeys: NewPasskeys;
  readonly accounts: AccountCreation;
  readonly registration: Registration;
  readonly limits: OperationLimits;
  readonly audit: AuditTrail;
  /** Whether it must stay unknown which addresses have an account. */
  readonly requireVerifiedEmail: boolean;
}

/** Signs people up by a passkey in place of a password. */
export class PasskeySignUp {
  constructor(private readonly services: PasskeySignUpServices) {}

  /**
   * Begins to make an account. Whether its address is taken is reported here only where that is public, so that nobody
   * creates a passkey in vain.
   *
   * @throws {ExpectedError} InvalidInputError, EmailTakenError, UsernameTakenError or TooManyAttemptsError.
   */
  async start({ em, actor }: Caller, input: NewIdentity): Promise<StartedCeremony> {
    const { party, ceremonies, accounts, limits, requireVerifiedEmail } = this.services;
    const { email, username } = accounts.withoutPassword(input);
    await limits.countRegistration(actor.device);
    if (!requireVerifiedEmail) await accounts.requireFree(em, { email, username });
    const userHandle = newUserHandle();
    const request = { userHandle, userName: email, existing: [] };
    return ceremonies.start(em, { kind: CeremonyKind.SIGN_UP, email, username, userHandle }, (challenge) =>
      creationOptions(party, { challenge, ...request }),
    );
  }

  /**
   * Makes the account, as `Registration.register` does.
   *
   * @param locale the language that the user prefers, if it is known.
   * @throws {ExpectedError} InvalidPasskeyError, InvalidInputError, PasskeyTakenError, EmailTakenError,
   *   UsernameTakenError or TooManyAttemptsError.
   */
  async complete(
    caller: Caller,
    { ceremonyId, response, name }: NewPasskey,
    locale: string | null | undefined,
  ): Promise<IssuedTokens | undefined> {
    const { ceremonies, newPasskeys, accounts, registration } = this.services;
    checkPasskeyName(name);
    const ceremony = await ceremonies.use(caller.em, ceremonyId, [CeremonyKind.SIGN_UP]);
    const verified = await newPasskeys.verify(ceremony, response, name);
    const { email, username } = ceremony;
    const account = accounts.withoutPassword({ email: email ?? '', username, locale });
    return registration.create(caller, account, {
      proof: PROOF,
      store: (tx, user) => this.store(tx, user, verified, caller),
      storeInVain: (tx: EntityManager) => newPasskeys.requireFree(tx, verified),
    });
  }

  private async store(tx: EntityManager, user: User, verified: VerifiedPasskey, { actor }: Caller): Promise<void> {
    const { newPasskeys, audit } = this.services;
    await newPasskeys.store(tx, user, verified);
    audit.success(tx, AuditEventKind.PASSKEY_ADDED, { ...actor, userId: user.id }, user.id);
  }
}
