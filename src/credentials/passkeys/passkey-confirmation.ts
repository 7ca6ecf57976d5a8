import type { EntityManager } from '@mikro-orm/core';
import type { Proof } from '../../api/assurance.js';
import { refuse } from '../../api/error-result.js';
import { AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import type { User } from '../../users/user.entity.js';
import { lockSignedIn } from '../../users/user-queries.js';
import { CeremonyKind } from './passkey.entities.js';
import { type PasskeyAssertions, proofOf, RefusedAssertion } from './passkey-assertions.js';
import type { PasskeyCeremonies, StartedCeremony } from './passkey-ceremonies.js';
import type { PasskeyResponse } from './passkey-login.js';
import type { Passkeys } from './passkeys.js';
import { type RelyingParty, requestOptions } from './webauthn.js';

export interface PasskeyConfirmationServices {
  readonly party: RelyingParty;
  readonly passkeys: Passkeys;
  readonly ceremonies: PasskeyCeremonies;
  readonly assertions: PasskeyAssertions;
  readonly audit: AuditTrail;
}

/** Lets signed-in users prove by a passkey once more who they are. */
export class PasskeyConfirmation {
  constructor(private readonly services: PasskeyConfirmationServices) {}

  /** @throws {UnauthenticatedError} nobody is signed in. */
  async start({ em, authentication }: Caller): Promise<StartedCeremony> {
    const { party, passkeys, ceremonies } = this.services;
    const { user, token } = requireAuthenticated(authentication);
    const binding = { kind: CeremonyKind.CONFIRMATION, userId: user.id, sessionId: token.sid };
    return ceremonies.start(em, binding, async (challenge) =>
      requestOptions(party, challenge, await passkeys.descriptors(em, user.id)),
    );
  }

  /**
   * @param whenConfirmed what is done with the proof, in the transaction that holds the user and records the use.
   * @throws {ExpectedError} InvalidPasskeyError.
   */
  async confirm<T>(
    caller: Caller,
    { ceremonyId, response }: PasskeyResponse,
    whenConfirmed: (tx: EntityManager, user: User, proof: Proof) => Promise<T>,
  ): Promise<T> {
    const { ceremonies, assertions } = this.services;
    const { user, token } = requireAuthenticated(caller.authentication);
    const binding = { userId: user.id, sessionId: token.sid };
    const ceremony = await ceremonies.use(caller.em, ceremonyId, [CeremonyKind.CONFIRMATION], binding);
    const confirm = async () => {
      const verified = await assertions.verify(caller.em, ceremony, response);
      return caller.em.transactional(async (tx) => {
        const locked = await lockSignedIn(tx, user.id);
        await assertions.redeem(tx, verified);
        return whenConfirmed(tx, locked, proofOf(verified, token.proof.methods));
      });
    };
    return confirm().catch((error: unknown) => this.refuse(caller, user.id, error));
  }

  private async refuse({ em, actor }: Caller, subjectId: string, error: unknown): Promise<never> {
    if (!(error instanceof RefusedAssertion)) throw error;
    const [kind, outcome] = [AuditEventKind.IDENTITY_CONFIRMED, AuditOutcome.FAILURE];
    await this.services.audit.recordFirst(em, { kind, outcome, actor, subjectId });
    throw refuse(error.result);
  }
}
