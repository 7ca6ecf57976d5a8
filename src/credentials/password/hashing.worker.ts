import { createCipheriv, createHash, pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto';
import bcrypt from 'bcrypt';

/** One piece of work for a hashing thread: make a bcrypt hash, or compare a password with a hash of some kind. */
export type HashingJob =
  | { readonly kind: 'hash'; readonly secret: string; readonly cost: number }
  | ({ readonly kind: 'compare'; readonly secret: string } & ComparableHash);

/** CPU and memory cost, block size and parallelization: RFC 7914 §2. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** RFC 9106 §3.1. The memory is in KiB. */
export interface Argon2Parameters {
  readonly memory: number;
  readonly iterations: number;
  readonly parallelism: number;
}

interface DerivedKey {
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
}

/** A hash, taken apart so far that it can be compared with. */
export type ComparableHash = {
  /** What is done to the password first. */
  readonly preparation?: 'NFKC' | 'SHA-256 in hexadecimal digits';
} & (
  | { readonly scheme: 'bcrypt'; readonly hash: string }
  | (DerivedKey & { readonly scheme: 'pbkdf2'; readonly digest: string; readonly iterations: number })
  | (DerivedKey & { readonly scheme: 'scrypt'; readonly parameters: ScryptParameters })
  | (DerivedKey & {
      readonly scheme: 'firebase';
      readonly parameters: ScryptParameters;
      /** That of the Firebase project, which the derived key encrypts. */
      readonly signerKey: Uint8Array;
    })
  | (DerivedKey & {
      readonly scheme: 'argon2';
      readonly variant: 'argon2i' | 'argon2id';
      readonly parameters: Argon2Parameters;
    })
);

type Comparison = Extract<HashingJob, { kind: 'compare' }>;
type OfScheme<Scheme extends ComparableHash['scheme']> = Extract<Comparison, { scheme: Scheme }>;

// The synchronous calls keep the work on this thread; the asynchronous ones would move it into
// libuv's pool, which serves file system and DNS of the whole process.
export default async function run(job: HashingJob): Promise<string | boolean> {
  if (job.kind === 'hash') return bcrypt.hashSync(job.secret, job.cost);
  const prepared = { ...job, secret: prepare(job) };
  if (prepared.scheme === 'bcrypt') return bcrypt.compareSync(prepared.secret, prepared.hash);
  return timingSafeEqual(await deriveKey(prepared), prepared.key);
}

function prepare({ secret, preparation }: Comparison): string {
  if (preparation === 'NFKC') return secret.normalize('NFKC');
  return preparation ? createHash('sha256').update(secret).digest('hex') : secret;
}

function deriveKey(job: Exclude<Comparison, { scheme: 'bcrypt' }>): Uint8Array | Promise<Uint8Array> {
  if (job.scheme === 'argon2') return argon2Key(job);
  if (job.scheme === 'firebase') return firebaseKey(job);
  const { secret, salt, key } = job;
  if (job.scheme === 'pbkdf2') return pbkdf2Sync(secret, salt, job.iterations, key.length, job.digest);
  return scryptKey(job, key.length);
}

function scryptKey({ secret, salt, parameters }: OfScheme<'scrypt' | 'firebase'>, length: number): Buffer {
  const { N, r, p } = parameters;
  return scryptSync(secret, salt, length, { N, r, p, maxmem: 128 * r * (N + p + 2) + 1024 });
}

/** https://github.com/firebase/scrypt: AES-256 in counter mode, from zero, encrypts the signer key by what scrypt derives. */
function firebaseKey(job: OfScheme<'firebase'>): Buffer {
  const cipher = createCipheriv('aes-256-ctr', scryptKey(job, 32), Buffer.alloc(16));
  return Buffer.concat([cipher.update(job.signerKey), cipher.final()]);
}

/** Loaded at the first such hash: few servers have any. Node.js itself has Argon2 from 24.7 on. */
async function argon2Key({ secret, salt, key, variant, parameters }: OfScheme<'argon2'>): Promise<Uint8Array> {
  const { [variant]: derive } = await import('hash-wasm');
  const { memory: memorySize, iterations, parallelism } = parameters;
  const cost = { memorySize, iterations, parallelism, hashLength: key.length };
  return derive({ password: Buffer.from(secret), salt, ...cost, outputType: 'binary' });
}
