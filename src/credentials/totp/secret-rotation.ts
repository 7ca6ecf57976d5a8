import type { EntityManager } from '@mikro-orm/core';
import { type EncryptedSecrets, SecretKeyMissingError } from '../../security/encrypted-secrets.js';
import { PendingTotpFactor, TotpFactor } from './totp-factor.entity.js';

const BATCH_SIZE = 500;

export interface RotationReport {
  renewed: number;
  /** Encrypted by a key that SECRETS_KEYS does not have: they stay as they are. */
  unreadable: number;
}

/**
 * Encrypts every stored secret by the first key of SECRETS_KEYS, so that the others can be removed. It runs beside the
 * server, and a second time does no harm.
 */
export async function rotateSecrets(em: EntityManager, secrets: EncryptedSecrets): Promise<RotationReport> {
  const report = { renewed: 0, unreadable: 0 };
  // Users who are adding an app right now start again: no secret is left that only an old key can read.
  await em.nativeDelete(PendingTotpFactor, {});
  for (let after = ''; ; ) {
    const where = after ? { id: { $gt: after } } : {};
    const options = { populate: ['secret'], orderBy: { id: 'asc' }, limit: BATCH_SIZE } as const;
    const factors = await em.find(TotpFactor, where, { ...options, disableIdentityMap: true });
    for (const factor of factors) await renew(em, secrets, factor, report);
    after = factors.at(-1)?.id ?? '';
    if (factors.length < BATCH_SIZE) return report;
  }
}

async function renew(em: EntityManager, secrets: EncryptedSecrets, factor: TotpFactor, report: RotationReport) {
  const { id, secret } = factor;
  try {
    const renewed = await secrets.renew(secret, id);
    if (renewed) report.renewed += await em.nativeUpdate(TotpFactor, { id, secret }, { secret: renewed });
  } catch (error) {
    if (!(error instanceof SecretKeyMissingError)) throw error;
    report.unreadable += 1;
  }
}
