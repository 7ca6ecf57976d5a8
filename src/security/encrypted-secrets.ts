import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ForbiddenError } from '../api/request-errors.js';
import type { SecretKey, SecretKeys } from '../config/secret-keys.js';

/** NIST SP 800-38D §8.2.2: with random ones, 2^32 secrets are the most for a key. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A secret cannot be read: SECRETS_KEYS no longer has the key that encrypted it. */
export class SecretKeyMissingError extends Error {
  override readonly name = 'SecretKeyMissingError';

  constructor(keyId: string) {
    super(`A secret is encrypted by the key ${keyId}, which SECRETS_KEYS does not have. Add that key again.`);
  }
}

/**
 * Encrypts what must be known in the clear, such as the secret of an authenticator app, so that a copy of the database
 * is worth nothing: AES-256-GCM, as `v1.<key id>.<iv, ciphertext and tag in base64url>`. The keys are read at the first
 * use.
 */
export class EncryptedSecrets {
  private keys: Promise<SecretKeys | undefined> | undefined;

  constructor(private readonly resolveKeys: () => Promise<SecretKeys | undefined>) {}

  /**
   * @param owner the id of what the secret belongs to. Moved to another one, it cannot be decrypted.
   * @throws {ForbiddenError} this server has no keys.
   */
  async encrypt(secret: Uint8Array, owner: string): Promise<string> {
    const [key] = await this.requireKeys();
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    return `v1.${key.id}.${sealed.toString('base64url')}`;
  }

  /** @throws {SecretKeyMissingError} the key that encrypted it is gone. */
  async decrypt(text: string, owner: string): Promise<Buffer> {
    const { keyId, sealed } = parse(text);
    const key = await this.find(keyId);
    if (!key) throw new SecretKeyMissingError(keyId);
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  }

  async canEncrypt(): Promise<boolean> {
    return (await this.readKeys()) !== undefined;
  }

  /** The names of the keys, the first of which encrypts. Empty if this server has none. */
  async keyIds(): Promise<string[]> {
    return ((await this.readKeys()) ?? []).map(({ id }) => id);
  }

  /** Whether the key that encrypted it is still there. */
  async canDecrypt(text: string): Promise<boolean> {
    return (await this.find(parse(text).keyId)) !== undefined;
  }

  /**
   * The same secret, encrypted by the first key; undefined if it is so already.
   *
   * @throws {SecretKeyMissingError} the key that encrypted it is gone.
   */
  async renew(text: string, owner: string): Promise<string | undefined> {
    const [first] = await this.requireKeys();
    if (parse(text).keyId === first.id) return undefined;
    return this.encrypt(await this.decrypt(text, owner), owner);
  }

  private async find(id: string): Promise<SecretKey | undefined> {
    return (await this.readKeys())?.find((key) => key.id === id);
  }

  private async requireKeys(): Promise<SecretKeys> {
    const keys = await this.readKeys();
    if (keys) return keys;
    throw new ForbiddenError(
      'This server keeps no secrets of authenticator apps and webhooks. Ask its operator to set SECRETS_KEYS.',
    );
  }

  private readKeys(): Promise<SecretKeys | undefined> {
    this.keys ??= this.resolveKeys();
    return this.keys;
  }
}

function parse(text: string): { keyId: string; sealed: Buffer } {
  const [, keyId = '', sealed = ''] = text.split('.');
  return { keyId, sealed: Buffer.from(sealed, 'base64url') };
}
