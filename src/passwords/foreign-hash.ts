import type { ComparableHash } from './hashing.worker.js';

/** Beyond these a hash was not made to check passwords, but to keep the server busy. */
const MAX_PBKDF2_ITERATIONS = 5_000_000;
const MAX_SCRYPT_MEMORY_BYTES = 256 * 1024 * 1024;

type Parser = (parts: Record<string, string>) => ComparableHash | undefined;

/** The forms in which Flask apps keep password hashes. */
const FORMS: ReadonlyArray<readonly [RegExp, Parser]> = [
  // Flask-Bcrypt. $2y$ is how PHP and Apache spell $2b$; the bcrypt package does not know it.
  [/^\$2[aby]\$(?<rest>\d\d\$[./A-Za-z0-9]{53})$/, ({ rest }) => ({ scheme: 'bcrypt', hash: `$2b$${rest}` })],
  // Werkzeug: https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.security.generate_password_hash
  [
    /^pbkdf2:(?<digest>sha1|sha256|sha512):(?<iterations>\d+)\$(?<salt>[^$]+)\$(?<key>(?:[0-9a-f]{2})+)$/,
    werkzeugPbkdf2,
  ],
  [/^scrypt:(?<N>\d+):(?<r>\d+):(?<p>\d+)\$(?<salt>[^$]+)\$(?<key>(?:[0-9a-f]{2})+)$/, werkzeugScrypt],
  // passlib: https://passlib.readthedocs.io/en/stable/lib/passlib.hash.pbkdf2_digest.html
  [/^\$pbkdf2-(?<digest>sha256|sha512)\$(?<iterations>\d+)\$(?<salt>[./\w]*)\$(?<key>[./\w]+)$/, passlibPbkdf2],
];

/** A hash that another system made of a password as it is; undefined if it is of no form known here. */
export function parseForeignHash(stored: string): ComparableHash | undefined {
  for (const [pattern, parse] of FORMS) {
    const parts = pattern.exec(stored)?.groups;
    if (parts) return parse(parts);
  }
  return undefined;
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
  const isSane =
    Number.isInteger(Math.log2(parameters.N)) && parameters.N > 1 && parameters.r >= 1 && parameters.p >= 1;
  const isBearable = 128 * parameters.N * parameters.r * parameters.p <= MAX_SCRYPT_MEMORY_BYTES;
  if (!isSane || !isBearable) return undefined;
  return { scheme: 'scrypt', parameters, salt: Buffer.from(salt), key: Buffer.from(key, 'hex') };
}

/** passlib writes `.` for the `+` of base64, and no padding. */
function adaptedBase64(text: string): Buffer {
  return Buffer.from(text.replaceAll('.', '+'), 'base64');
}
