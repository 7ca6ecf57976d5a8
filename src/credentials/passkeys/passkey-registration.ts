import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/core';
import { refuse } from '../../api/error-result.js';
import type { JsonObject } from '../../api/json-object.js';
import { PasskeyTakenError, TooManyPasskeysError } from '../../api/passkey-errors.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { lockActiveSession } from '../../sessions/active-session.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import { lockSignedIn } from '../../users/user-queries.js';
import type { StepUp } from '../step-up.js';
import { checkPasskeyName, type NewPasskeys, newUserHandle, type VerifiedPasskey } from './new-passkeys.js';
import { CeremonyKind, type Passkey } from './passkey.entities.js';
import type { PasskeyCeremonies, StartedCeremony } from './passkey-ceremonies.js';
import { descriptorOf, MAX_PASSKEYS, type Passkeys } from './passkeys.js';
import { creationOptions, type RelyingParty } from './webauthn.js';

export interface PasskeyRegistrationServices {
  readonly party: RelyingParty;
  readonly passkeys: Passkeys;
  readonly newPasskeys: NewPasskeys;
  readonly ceremonies: PasskeyCeremonies;
  readonly stepUp: StepUp;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** What a browser returned for a new passkey. */
export interface NewPasskey {
  readonly ceremonyId: string;
  readonly response: JsonObject;
  readonly name?: string | null | undefined;
}

/** Adds passkeys to accounts. */
export class PasskeyRegistration {
  constructor(private readonly services: PasskeyRegistrationServices) {}

  /**
   * Begins to add a passkey to the account of the signed-in user. A later start in the same session takes its place.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two.
   * @throws {ExpectedError} TooManyPasskeysError.
   */
  async start({ em, authentication }: Caller): Promise<StartedCeremony> {
    const { party, passkeys, ceremonies, stepUp } = this.services;
    const { user, token } = stepUp.require(authentication);
    const existing = await passkeys.list(em, user.id);
    if (existing.length >= MAX_PASSKEYS) throw refuse(new TooManyPasskeysError());
    const userHandle = existing[0]?.userHandle ?? (await ceremonies.handleOf(em, user.id)) ?? newUserHandle();
    const binding = { kind: CeremonyKind.REGISTRATION, userId: user.id, sessionId: token.sid, userHandle };
    const request = { userHandle, userName: user.email, existing: existing.map(descriptorOf) };
    return ceremonies.start(em, binding, (challenge) => creationOptions(party, { challenge, ...request }));
  }

  /**
   * Adds the passkey, in the session that began.
   *
   * @throws {UnauthenticatedError} the session was ended meanwhile.
   * @throws {ExpectedError} InvalidPasskeyError, InvalidInputError, PasskeyTakenError or TooManyPasskeysError.
   */
  async complete(caller: Caller, { ceremonyId, response, name }: NewPasskey): Promise<Passkey> {
    const { ceremonies, newPasskeys } = this.services;
    const { user, token } = requireAuthenticated(caller.authentication);
    checkPasskeyName(name);
    const binding = { userId: user.id, sessionId: token.sid };
    const ceremony = await ceremonies.use(caller.em, ceremonyId, [CeremonyKind.REGISTRATION], binding);
    const verified = await newPasskeys.verify(ceremony, response, name);
    return caller.em.transactional((tx) => this.add(tx, caller, verified)).catch(refuseTaken);
  }

  private async add(tx: EntityManager, { authentication, actor }: Caller, verified: VerifiedPasskey): Promise<Passkey> {
    const { passkeys, newPasskeys, audit, outbox } = this.services;
    const { user, token } = requireAuthenticated(authentication);
    const locked = await lockSignedIn(tx, user.id);
    await lockActiveSession(tx, token.sid);
    if ((await passkeys.count(tx, locked.id)) >= MAX_PASSKEYS) throw refuse(new TooManyPasskeysError());
    const passkey = await newPasskeys.store(tx, locked, verified);
    audit.success(tx, AuditEventKind.PASSKEY_ADDED, actor, locked.id);
    await outbox.notify(tx, MailTemplate.PASSKEY_ADDED, locked, { device: actor.device });
    return passkey;
  }
}

/** Another account has got the same passkey meanwhile. */
function refuseTaken(error: unknown): never {
  throw error instanceof UniqueConstraintViolationException ? refuse(new PasskeyTakenError()) : error;
}
