import { randomBytes } from 'node:crypto';

/** The first refresh token of a session: 256 random bits in base64url. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Whether a used token may be presented again: its holder lost the answer, or a second tab raced. Only for
 * `windowSeconds` after its use, and only while nobody has used what it was exchanged for.
 */
export function mayBeRepeated(use: {
  usedAt: Date;
  successorUsed: boolean;
  now: Date;
  windowSeconds: number;
}): boolean {
  const secondsSinceUse = (use.now.getTime() - use.usedAt.getTime()) / 1000;
  return !use.successorUsed && secondsSinceUse <= use.windowSeconds;
}
