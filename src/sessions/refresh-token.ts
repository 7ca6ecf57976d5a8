import { createHash, createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveKey, type SigningKey, type SigningKeys } from '../config/signing-key.js';
import { digestOf } from '../security/token-derivation.js';

/** The first byte of every token: a later format can take another. */
const VERSION = 1;

/** Where each field begins, in bytes. The length is a multiple of three, so that no character of base64url has spare bits. */
const FIELD = { session: 1, generation: 17, keyId: 21, secret: 25, tag: 57, end: 75 } as const;

/** 144 bits: RFC 2104 §5 asks for half of the hash's 256 at least. */
const TAG_BYTES = FIELD.end - FIELD.tag;

/** What a column of the type `integer` holds: more refreshes than one a second for 68 years. */
const MAX_GENERATION = 2 ** 31 - 1;

/** The first token of a session. */
const FIRST_GENERATION = 1;

/** A refresh token as it is handed out, and what is stored of it. */
export interface NewRefreshToken {
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly digest: string;
}

/** A refresh token that was presented. */
export interface PresentedRefreshToken extends NewRefreshToken {
  readonly sessionId: string;
  readonly generation: number;
  /**
   * Whether the tag proves that this server issued it. False where the key of the tag has been removed: then nothing in
   * it counts unless its digest is the one that is stored.
   */
  readonly isGenuine: boolean;
}

interface Key {
  readonly id: Buffer;
  readonly tagWith: KeyObject;
  readonly rotateWith: KeyObject;
}

/**
 * Makes and reads refresh tokens: session, generation, id of the key, secret, tag. The tag is an HMAC of all the rest by
 * a derived key, so that a forged token is refused without asking the database, and any old token of a session is
 * recognised although only the digests of the last two are stored.
 */
export class RefreshTokens {
  private readonly keys: readonly [Key, ...Key[]];

  constructor([first, ...others]: SigningKeys) {
    this.keys = [keyOf(first), ...others.map(keyOf)];
  }

  /** The first token of a session: its secret is 256 random bits. */
  first(sessionId: string): NewRefreshToken {
    return write(this.keys[0], sessionId, FIRST_GENERATION, randomBytes(32));
  }

  /** What a token is exchanged for: the same each time, as long as the first key is. */
  successorOf(token: PresentedRefreshToken): NewRefreshToken {
    return succeed(this.keys[0], token);
  }

  /** What a token was exchanged for, by its digest; undefined if the key of that time has been removed. */
  recoverSuccessor(token: PresentedRefreshToken, digest: string): NewRefreshToken | undefined {
    return this.keys.map((key) => succeed(key, token)).find((successor) => successor.digest === digest);
  }

  /** Reads a token; undefined if it is not one, or was forged. */
  read(text: string): PresentedRefreshToken | undefined {
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length !== FIELD.end || bytes[0] !== VERSION || bytes.toString('base64url') !== text) return undefined;
    const key = this.keys.find(({ id }) => id.equals(bytes.subarray(FIELD.keyId, FIELD.secret)));
    if (key && !timingSafeEqual(tagOf(key, bytes), bytes.subarray(FIELD.tag))) return undefined;
    const generation = bytes.readUInt32BE(FIELD.generation);
    if (generation > MAX_GENERATION) return undefined;
    const sessionId = uuidOf(bytes.subarray(FIELD.session, FIELD.generation));
    return { text, digest: digestOf(text), sessionId, generation, isGenuine: key !== undefined };
  }
}

/** HKDF gives each purpose a key of its own. The id is public, as `kid` is. */
function keyOf(key: SigningKey): Key {
  return {
    id: createHash('sha256')
      .update(key.kid)
      .digest()
      .subarray(0, FIELD.secret - FIELD.keyId),
    tagWith: deriveKey(key, 'refresh token tag'),
    rotateWith: deriveKey(key, 'refresh token rotation'),
  };
}

function succeed(key: Key, { text, sessionId, generation }: PresentedRefreshToken): NewRefreshToken {
  const secret = Buffer.from(text, 'base64url').subarray(FIELD.secret, FIELD.tag);
  return write(key, sessionId, generation + 1, createHmac('sha256', key.rotateWith).update(secret).digest());
}

function write(key: Key, sessionId: string, generation: number, secret: Buffer): NewRefreshToken {
  const bytes = Buffer.alloc(FIELD.end);
  bytes[0] = VERSION;
  bytes.write(sessionId.replaceAll('-', ''), FIELD.session, 'hex');
  bytes.writeUInt32BE(generation, FIELD.generation);
  bytes.set(key.id, FIELD.keyId);
  bytes.set(secret, FIELD.secret);
  bytes.set(tagOf(key, bytes), FIELD.tag);
  const text = bytes.toString('base64url');
  return { text, digest: digestOf(text) };
}

function tagOf({ tagWith }: Key, bytes: Buffer): Buffer {
  return createHmac('sha256', tagWith).update(bytes.subarray(0, FIELD.tag)).digest().subarray(0, TAG_BYTES);
}

/** Any 16 bytes, unlike the function of `uuid`: what is not the id of a session will not be found. */
function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
