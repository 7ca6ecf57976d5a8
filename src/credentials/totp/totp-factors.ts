import type { EntityManager } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Clock } from '../../clock.js';
import type { EncryptedSecrets } from '../../security/encrypted-secrets.js';
import { type RotationReport, renewSecrets } from '../../security/secret-renewal.js';
import type { User } from '../../users/user.entity.js';
import { totpStepOf } from './totp.js';
import { PendingTotpFactor, TotpFactor } from './totp-factor.entity.js';

/** Of one user. */
export const MAX_TOTP_FACTORS = 5;

/** Checks codes of authenticator apps. Its methods require that the transaction holds the user. */
export class TotpFactors {
  constructor(
    private readonly secrets: EncryptedSecrets,
    private readonly clock: Clock,
  ) {}

  /**
   * Accepts a code of any of the user's apps, once: neither it nor one of an earlier step is accepted again, on
   * whatever instance, nor if the clock is set back. The step is stored in the caller's transaction.
   *
   * @throws {SecretKeyMissingError} there are apps, and SECRETS_KEYS has the key of none.
   */
  async redeem(tx: EntityManager, user: User, code: string): Promise<boolean> {
    const now = this.clock();
    const { all, readable } = await this.find(tx, user);
    // Where none is readable, decrypting one says which key is missing.
    for (const { id, secret } of readable.length > 0 ? readable : all) {
      const step = await totpStepOf(code, await this.secrets.decrypt(secret, id), now);
      if (step === undefined) continue;
      const unused = { id, lastUsedStep: { $lt: step } };
      if (await tx.nativeUpdate(TotpFactor, unused, { lastUsedStep: step, lastUsedAt: now })) return true;
    }
    return false;
  }

  /** Whether this server has the key of at least one. */
  async areReadable(tx: EntityManager, user: User): Promise<boolean> {
    return (await this.find(tx, user)).readable.length > 0;
  }

  count(em: EntityManager, user: User): Promise<number> {
    return em.count(TotpFactor, { user: user.id });
  }

  /** @returns how many there were: 0 or 1. */
  remove(tx: EntityManager, user: User, id: string): Promise<number> {
    return tx.nativeDelete(TotpFactor, { id, user: user.id });
  }

  async removeAll(tx: EntityManager, user: User): Promise<void> {
    await tx.nativeDelete(TotpFactor, { user: user.id });
  }

  private async find(tx: EntityManager, user: User) {
    const oldestFirst = { createdAt: 'asc', id: 'asc' } as const;
    const options = { populate: ['secret'], orderBy: oldestFirst, disableIdentityMap: true } as const;
    const all = await tx.find(TotpFactor, { user: user.id }, options);
    const flags = await Promise.all(all.map(({ secret }) => this.secrets.canDecrypt(secret)));
    return { all, readable: all.filter((_, index) => flags[index]) };
  }
}

/** Encrypts the secret of every app by the first key of SECRETS_KEYS. */
export async function rotateTotpSecrets(em: SqlEntityManager, secrets: EncryptedSecrets): Promise<RotationReport> {
  // Users who are adding an app right now start again: no secret is left that only an old key can read.
  await em.nativeDelete(PendingTotpFactor, {});
  return renewSecrets(em, secrets, [{ table: 'totp_factors', column: 'secret' }]);
}
