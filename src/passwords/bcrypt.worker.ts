import bcrypt from 'bcrypt';

/** One piece of work for a hashing thread: make a hash, or compare with one. */
export type BcryptJob =
  | { readonly kind: 'hash'; readonly secret: string; readonly cost: number }
  | { readonly kind: 'compare'; readonly secret: string; readonly hash: string };

// The synchronous calls keep the work on this thread, which may be starved; the asynchronous ones would move it into
// libuv's pool, which serves file system and DNS of the whole process.
export default function run(job: BcryptJob): string | boolean {
  return job.kind === 'hash' ? bcrypt.hashSync(job.secret, job.cost) : bcrypt.compareSync(job.secret, job.hash);
}
