import { pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto';
import bcrypt from 'bcrypt';

/** One piece of work for a hashing thread: make a bcrypt hash, or compare a password with a hash of some kind. */
export type HashingJob =
  | { readonly kind: 'hash'; readonly secret: string; readonly cost: number }
  | ({ readonly kind: 'compare'; readonly secret: string } & ComparableHash);

/** A hash, taken apart so far that it can be compared with. */
export type ComparableHash =
  | { readonly scheme: 'bcrypt'; readonly hash: string }
  | {
      readonly scheme: 'pbkdf2';
      readonly digest: string;
      readonly iterations: number;
      readonly salt: Uint8Array;
      readonly key: Uint8Array;
    }
  | {
      readonly scheme: 'scrypt';
      /** CPU and memory cost, block size and parallelization: RFC 7914 §2. */
      readonly parameters: { readonly N: number; readonly r: number; readonly p: number };
      readonly salt: Uint8Array;
      readonly key: Uint8Array;
    };

// The synchronous calls keep the work on this thread; the asynchronous ones would move it into
// libuv's pool, which serves file system and DNS of the whole process.
export default function run(job: HashingJob): string | boolean {
  if (job.kind === 'hash') return bcrypt.hashSync(job.secret, job.cost);
  if (job.scheme === 'bcrypt') return bcrypt.compareSync(job.secret, job.hash);
  return timingSafeEqual(deriveKey(job), job.key);
}

function deriveKey(job: Extract<HashingJob, { scheme: 'pbkdf2' | 'scrypt' }>): Buffer {
  const { secret, salt, key } = job;
  if (job.scheme === 'pbkdf2') return pbkdf2Sync(secret, salt, job.iterations, key.length, job.digest);
  const { N, r, p } = job.parameters;
  return scryptSync(secret, salt, key.length, { N, r, p, maxmem: 128 * r * (N + p + 2) + 1024 });
}
