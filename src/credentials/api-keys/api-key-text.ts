import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { digestOf } from '../../security/token-derivation.js';

const PREFIX = 'gh_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;
/** 43 digits in base 62 are 256 bits. */
const SECRET_LENGTH = 43;
/** 32 bits in base 62. */
const CHECKSUM_LENGTH = 6;

/** Of what is shown of a key: the prefix and the id. */
export const START_LENGTH = PREFIX.length + ID_LENGTH;

/** What is known of a key whose text was presented, or just made. */
export interface ReadApiKey {
  /** The prefix and the id, which are public. */
  readonly start: string;
  /** SHA-256 of the whole text, in hexadecimal digits. */
  readonly digest: string;
}

/** `gh_`, an id, a secret and a checksum, by which scanners of secrets and this server recognize keys. */
export function newApiKeyText(): string {
  const body = PREFIX + randomText(ID_LENGTH + SECRET_LENGTH);
  return body + checksumOf(body);
}

/** @returns undefined if it is not an API key, or mistyped. */
export function readApiKey(text: string): ReadApiKey | undefined {
  if (!FORM.test(text)) return undefined;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  if (text !== body + checksumOf(body)) return undefined;
  return { start: text.slice(0, START_LENGTH), digest: digestOf(text) };
}

const FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH}}$`);

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function checksumOf(body: string): string {
  let rest = crc32(body);
  let digits = '';
  while (digits.length < CHECKSUM_LENGTH) {
    digits = ALPHABET[rest % ALPHABET.length] + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}
