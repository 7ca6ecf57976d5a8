import type { EntityManager } from '@mikro-orm/core';
import type { Clock } from '../../clock.js';
import type { EncryptedSecrets } from '../../security/encrypted-secrets.js';
import type { User } from '../../users/user.entity.js';
import { totpStepOf } from './totp.js';
import { TotpFactor } from './totp-factor.entity.js';

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
    for (const { id, secret } of await this.readable(tx, user)) {
      const step = await totpStepOf(withoutSpaces(code), await this.secrets.decrypt(secret, id), now);
      if (step === undefined) continue;
      const unused = { id, lastUsedStep: { $lt: step } };
      if (await tx.nativeUpdate(TotpFactor, unused, { lastUsedStep: step, lastUsedAt: now })) return true;
    }
    return false;
  }

  /** Whether this server has the key of at least one. */
  async areReadable(tx: EntityManager, user: User): Promise<boolean> {
    const factors = await this.find(tx, user);
    const readable = await Promise.all(factors.map(({ secret }) => this.secrets.canDecrypt(secret)));
    return readable.includes(true);
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

  /** All of them where none is readable: decrypting one then says which key is missing. */
  private async readable(tx: EntityManager, user: User): Promise<TotpFactor[]> {
    const factors = await this.find(tx, user);
    const flags = await Promise.all(factors.map(({ secret }) => this.secrets.canDecrypt(secret)));
    return flags.includes(true) ? factors.filter((_, index) => flags[index]) : factors;
  }

  private find(tx: EntityManager, user: User): Promise<TotpFactor[]> {
    const oldestFirst = { createdAt: 'asc', id: 'asc' } as const;
    const options = { populate: ['secret'], orderBy: oldestFirst, disableIdentityMap: true } as const;
    return tx.find(TotpFactor, { user: user.id }, options);
  }
}

/** Apps show codes in two groups. */
export function withoutSpaces(code: string): string {
  return code.replace(/\s/g, '');
}
