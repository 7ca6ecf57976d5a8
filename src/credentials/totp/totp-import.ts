import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 as uuidv7 } from 'uuid';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import type { EncryptedSecrets } from '../../security/encrypted-secrets.js';
import { TOTP_PERIOD_SECONDS } from './totp.js';
import { DEFAULT_APP_NAME, TotpFactor } from './totp-factor.entity.js';

/** RFC 4648 §6. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 80 bits, which many apps began with, to 640. RFC 4226 §4 wants 128 of those that are made today. */
const LENGTH = { least: 16, most: 128 };

/** An app that a user had at another system. */
export interface ImportedApp {
  readonly userId: string;
  readonly secret: Uint8Array;
}

/** Brings authenticator apps along with the accounts that they belong to. */
export class TotpImport {
  constructor(
    private readonly secrets: EncryptedSecrets,
    private readonly audit: AuditTrail,
  ) {}

  /** Whether this server has a key to encrypt secrets. */
  isPossible(): Promise<boolean> {
    return this.secrets.canEncrypt();
  }

  /**
   * For users created in the same transaction, as users with a second factor. Codes that their apps have shown so far,
   * perhaps to the other system, are not accepted here.
   */
  async add(
    tx: SqlEntityManager,
    apps: readonly ImportedApp[],
    { now, actor }: { now: Date; actor: Actor },
  ): Promise<void> {
    if (apps.length === 0) return;
    const lastUsedStep = Math.floor(now.getTime() / 1000 / TOTP_PERIOD_SECONDS);
    const toRow = async ({ userId, secret }: ImportedApp) => {
      const id = uuidv7();
      const encrypted = await this.secrets.encrypt(secret, id);
      return { id, user: userId, name: DEFAULT_APP_NAME, secret: encrypted, lastUsedStep, createdAt: now };
    };
    await tx.insertMany(TotpFactor, await Promise.all(apps.map(toRow)));
    const userIds = apps.map(({ userId }) => userId);
    await this.audit.successes(tx, AuditEventKind.SECOND_FACTOR_ENROLLED, actor, userIds);
  }
}

/** Base 32, in whatever case, with or without spaces, hyphens and padding; undefined if it is not, or of a strange length. */
export function parseTotpSecret(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  // So many digits are no whole number of bytes.
  if (!/^[A-Z2-7]+$/.test(digits) || [1, 3, 6].includes(digits.length % 8)) return undefined;
  if (digits.length < LENGTH.least || digits.length > LENGTH.most) return undefined;
  const bits = [...digits].map((digit) => ALPHABET.indexOf(digit).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
