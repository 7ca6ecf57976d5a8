import type { EntityManager } from '@mikro-orm/core';
import { AuthenticationMethod } from '../../api/assurance.js';
import type { User } from '../../users/user.entity.js';
import type { FurtherFactor } from '../second-factors.js';
import { Passkey } from './passkey.entities.js';
import type { CredentialDescriptor } from './webauthn.js';

/** Of one user. */
export const MAX_PASSKEYS = 20;

/** The passkeys of users. */
export class Passkeys implements FurtherFactor {
  readonly method = AuthenticationMethod.PASSKEY;

  list(em: EntityManager, userId: string): Promise<Passkey[]> {
    return em.find(Passkey, { user: userId }, { orderBy: { createdAt: 'asc', id: 'asc' } });
  }

  /** Those of a user, as browsers refer to them. */
  async descriptors(em: EntityManager, userId: string): Promise<CredentialDescriptor[]> {
    return (await this.list(em, userId)).map(descriptorOf);
  }

  count(em: EntityManager, userId: string): Promise<number> {
    return em.count(Passkey, { user: userId });
  }

  async isOffered(tx: EntityManager, { id }: User): Promise<boolean> {
    return (await this.count(tx, id)) > 0;
  }

  async removeAll(tx: EntityManager, { id }: User): Promise<void> {
    await tx.nativeDelete(Passkey, { user: id });
  }

  async removeAddedSince(tx: EntityManager, { id }: User, since: Date): Promise<void> {
    await tx.nativeDelete(Passkey, { user: id, createdAt: { $gte: since } });
  }
}

/** As browsers refer to it. */
export function descriptorOf({ credentialId: id, transports }: Passkey): CredentialDescriptor {
  return { id, transports };
}
