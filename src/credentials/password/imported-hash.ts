import type { ComparableHash } from './hashing.worker.js';

/** Beyond these a hash was not made to check passwords, but to keep the server busy. */
const MAX_PBKDF2_ITERATIONS = 2_000_000;
const MAX_SCRYPT_MEMORY_BYTES = 128 * 1024 * 1024;
const MAX_SCRYPT_PARALLELIZATION = 4;

/** A shorter key would accept wrong passwords, a longer one takes PBKDF2 many rounds. */
const KEY_LENGTH_BYTES = { least: 16, most: 64 };

type Parser = (parts: Record<string, string>) => ComparableHash | undefined;

/** The forms in which Flask apps keep password hashes. */
const FORMS: ReadonlyArray<readonly [RegExp, Parser]> = [
  // Flask-Bcrypt. $2y$ is how PHP and Apache spell $2b$; the bcrypt package does not know it.
  [
    /^\$2[aby]\$(?<rest>(?:0[4-9]|1[0-5])\$[./A-Za-z0-9]{53})$/,
    ({ rest }) => ({ scheme: 'bcrypt', hash: `$2b$${rest}` }),
  ],
  // Werkzeug: https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.security.generate_password_hash
  [
    /^pbkdf2:(?<digest>sha1|sha256|sha512):(?<iterations>\d+)\$(?<salt>[^$\0]+)\$(?<key>(?:[0-9a-f]{2})+)$/,
    werkzeugPbkdf2,
  ],
  [/^scrypt:(?<N>\d+):(?<r>\d+):(?<p>\d+)\$(?<salt>[^$\0]+)\$(?<key>(?:[0-9a-f]{2})+)$/, werkzeugScrypt],
  // passlib: https://passlib.readthedocs.io/en/stable/lib/passlib.hash.pbkdf2_digest.html
  [/^\$pbkdf2-(?<digest>sha256|sha512)\$(?<iterations>\d+)\$(?<salt>[./\w]*)\$(?<key>[./\w]+)$/, passlibPbkdf2],
];

/** A hash that another system made of a password as it is; undefined if it is of no form known here. */
export function parseImportedHash(stored: string): ComparableHash | undefined {
  for (const [pattern, parse] of FORMS) {
    const parts = pattern.exec(stored)?.groups;
    if (parts) return keepSane(parse(parts));
  }
  return undefined;
}

function keepSane(hash: ComparableHash | undefined): ComparableHash | undefined {
  if (!hash || hash.scheme === 'bcrypt') return hash;
  const { least, most } = KEY_LENGTH_BYTES;
  return hash.key.length >= least && hash.key.length <= most ? hash : undefined;
}

function werkzeugPbkdf2({ digest = '', iterations, salt = '', key = '' }: Record<string, string>) {
  return pbkdf2(digest, Number(iterations), Buffer.from(salt), Buffer.from(key, 'hex'));
}

function passlibPbkdf2({ digest = '', iterations, salt = '', key = '' }: Record<string, string>) {
  return pbkdf2(digest, Number(iterations), adaptedBase64(salt), adaptedBase64(key));
}

function pbkdf2(digest: string, iterations: number, salt: Uint8Array, key: Uint8Array): ComparableHash | undefined {
  const isSane = iterations >= 1 && iterations <= MAX_PBKDF2_ITERATIONS;
  return isSane ? { scheme: 'pbkdf2', digest, iterations, salt, key } : undefined;
}

function werkzeugScrypt({ N, r, p, salt = '', key = '' }: Record<string, string>): ComparableHash | undefined {
  const parameters = { N: Number(N), r: Number(r), p: Number(p) };
  if (!isValidScrypt(parameters)) return undefined;
  return { scheme: 'scrypt', parameters, salt: Buffer.from(salt), key: Buffer.from(key, 'hex') };
}

/** N is a power of two below 2^(16 r): RFC 7914 §2. */
function isValidScrypt({ N, r, p }: { N: number; r: number; p: number }): boolean {
  const isPowerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  const isBearable = 128 * N * r <= MAX_SCRYPT_MEMORY_BYTES && p <= MAX_SCRYPT_PARALLELIZATION;
  return isPowerOfTwo && r >= 1 && p >= 1 && N < 2 ** (16 * r) && isBearable;
}

/** passlib writes `.` for the `+` of base64, and no padding. */
function adaptedBase64(text: string): Buffer {
  return Buffer.from(text.replaceAll('.', '+'), 'base64');
}
