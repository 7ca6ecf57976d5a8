import type { Argon2Parameters, ComparableHash, ScryptParameters } from './hashing.worker.js';

/** Beyond these a hash was not made to check passwords, but to keep the server busy. */
const MAX_PBKDF2_ITERATIONS = 2_000_000;
const MAX_MEMORY_BYTES = 128 * 1024 * 1024;
/** How many bytes of memory are filled, one after the other: parallel lanes take their turns, too. */
const MAX_FILLED_BYTES = 4 * MAX_MEMORY_BYTES;
const MAX_PARALLELISM = 16;

/** A shorter key would accept wrong passwords, a longer one takes PBKDF2 many rounds. */
const KEY_LENGTH_BYTES = { least: 16, most: 64 };

/** RFC 9106 §3.1. */
const MIN_ARGON2_SALT_BYTES = 8;

type Parts = Record<string, string>;
type Parser = (parts: Parts) => ComparableHash | undefined;

/** The forms in which other systems keep password hashes. */
const FORMS: ReadonlyArray<readonly [RegExp, Parser]> = [
  // $2y$ is how PHP and Apache spell $2b$; the bcrypt package does not know it.
  [/^(?:bcrypt\$)?\$2[aby]\$(?<rest>(?:0[4-9]|1[0-5])\$[./A-Za-z0-9]{53})$/, bcrypt],
  // Werkzeug: https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.security.generate_password_hash
  [
    /^pbkdf2:(?<digest>sha1|sha256|sha512):(?<iterations>\d+)\$(?<salt>[^$\0]+)\$(?<key>(?:[0-9a-f]{2})+)$/,
    (parts) => pbkdf2(parts, text(parts.salt), hex(parts.key)),
  ],
  [
    /^scrypt:(?<N>\d+):(?<r>\d+):(?<p>\d+)\$(?<salt>[^$\0]+)\$(?<key>(?:[0-9a-f]{2})+)$/,
    (parts) => scrypt(parts, text(parts.salt), hex(parts.key)),
  ],
  // passlib: https://passlib.readthedocs.io/en/stable/lib/passlib.hash.pbkdf2_digest.html
  [
    /^\$pbkdf2(?:-(?<digest>sha256|sha512))?\$(?<iterations>\d+)\$(?<salt>[./\w]*)\$(?<key>[./\w]+)$/,
    (parts) => pbkdf2(parts, adaptedBase64(parts.salt), adaptedBase64(parts.key)),
  ],
  // Django: https://docs.djangoproject.com/en/stable/topics/auth/passwords/#how-django-stores-passwords
  [
    /^pbkdf2_(?<digest>sha1|sha256)\$(?<iterations>\d+)\$(?<salt>[^$\0]+)\$(?<key>[+/\w]+={0,2})$/,
    (parts) => pbkdf2(parts, text(parts.salt), base64(parts.key)),
  ],
  [
    /^scrypt\$(?<N>\d+)\$(?<salt>[^$\0]+)\$(?<r>\d+)\$(?<p>\d+)\$(?<key>[+/\w]+={0,2})$/,
    (parts) => scrypt(parts, text(parts.salt), base64(parts.key)),
  ],
  [
    /^bcrypt_sha256\$\$2[aby]\$(?<rest>(?:0[4-9]|1[0-5])\$[./A-Za-z0-9]{53})$/,
    (parts) => ({ ...bcrypt(parts), preparation: 'SHA-256 in hexadecimal digits' }),
  ],
  // https://github.com/P-H-C/phc-string-format, which Django puts a word before.
  [
    /^(?:argon2)?\$(?<variant>argon2id?)\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[+/\w]+)\$(?<key>[+/\w]+)$/,
    argon2,
  ],
  // Better Auth, with its only parameters: https://www.better-auth.com/docs/authentication/email-password#configuration
  [
    /^(?<salt>[0-9a-f]{32}):(?<key>[0-9a-f]{128})$/,
    ({ salt, key }) => {
      const hash = scrypt({ N: '16384', r: '16', p: '1' }, text(salt), hex(key));
      return hash && { ...hash, preparation: 'NFKC' };
    },
  ],
  // Firebase, in the form in which Supabase writes it: https://github.com/supabase/auth/blob/master/internal/crypto/password.go
  [
    /^\$fbscrypt\$v=1,n=(?<n>\d{1,2}),r=(?<r>\d+),p=(?<p>\d+)(?:,ss=(?<ss>[-+/=\w]+))?,sk=(?<sk>[-+/=\w]+)\$(?<salt>[-+/=\w]+)\$(?<key>[-+/=\w]+)$/,
    firebase,
  ],
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

function bcrypt({ rest }: Parts) {
  return { scheme: 'bcrypt', hash: `$2b$${rest}` } as const;
}

function pbkdf2({ digest = 'sha1', iterations }: Parts, salt: Uint8Array, key: Uint8Array): ComparableHash | undefined {
  const count = Number(iterations);
  const isSane = count >= 1 && count <= MAX_PBKDF2_ITERATIONS;
  return isSane ? { scheme: 'pbkdf2', digest, iterations: count, salt, key } : undefined;
}

function scrypt({ N, r, p }: Parts, salt: Uint8Array, key: Uint8Array): ComparableHash | undefined {
  const parameters = { N: Number(N), r: Number(r), p: Number(p) };
  return isValidScrypt(parameters) ? { scheme: 'scrypt', parameters, salt, key } : undefined;
}

/** The key is as long as what it was made of. */
function firebase({ n, r, p, ss = '', sk, salt, key }: Parts): ComparableHash | undefined {
  const parameters = { N: 2 ** Number(n), r: Number(r), p: Number(p) };
  const [signerKey, expected] = [base64(sk), base64(key)];
  if (!isValidScrypt(parameters) || signerKey.length !== expected.length) return undefined;
  const salted = Buffer.concat([base64(salt), base64(ss)]);
  return { scheme: 'firebase', parameters, salt: salted, signerKey, key: expected };
}

function argon2({ variant, m, t, p, salt, key }: Parts): ComparableHash | undefined {
  const parameters = { memory: Number(m), iterations: Number(t), parallelism: Number(p) };
  const salted = base64(salt);
  if (!isValidArgon2(parameters) || salted.length < MIN_ARGON2_SALT_BYTES) return undefined;
  return { scheme: 'argon2', variant: variant as 'argon2i' | 'argon2id', parameters, salt: salted, key: base64(key) };
}

/** N is a power of two below 2^(16 r): RFC 7914 §2. */
function isValidScrypt({ N, r, p }: ScryptParameters): boolean {
  const isPowerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  return isPowerOfTwo && r >= 1 && N < 2 ** (16 * r) && isBearable(128 * N * r, p, p);
}

/** RFC 9106 §3.1. */
function isValidArgon2({ memory, iterations, parallelism }: Argon2Parameters): boolean {
  return iterations >= 1 && memory >= 8 * parallelism && isBearable(1024 * memory, iterations, parallelism);
}

function isBearable(memoryBytes: number, passes: number, parallelism: number): boolean {
  const isParallel = parallelism >= 1 && parallelism <= MAX_PARALLELISM;
  return isParallel && memoryBytes <= MAX_MEMORY_BYTES && memoryBytes * passes <= MAX_FILLED_BYTES;
}

function text(part = ''): Buffer {
  return Buffer.from(part);
}

function hex(part = ''): Buffer {
  return Buffer.from(part, 'hex');
}

function base64(part = ''): Buffer {
  return Buffer.from(part, 'base64');
}

/** passlib writes `.` for the `+` of base64, and no padding. */
function adaptedBase64(part = ''): Buffer {
  return base64(part.replaceAll('.', '+'));
}
