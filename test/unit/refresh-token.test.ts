import { digestOf } from '../../src/security/token-derivation.js';
import { mayBeRepeated, newRefreshToken } from '../../src/sessions/refresh-token.js';

const usedAt = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(usedAt.getTime() + seconds * 1000);
const repeated = (now: Date, successorUsed = false) => mayBeRepeated({ usedAt, now, successorUsed, windowSeconds: 10 });

describe('a refresh token', () => {
  test('has 256 random bits', () => {
    expect(newRefreshToken()).toMatch(/^[\w-]{43}$/);
    expect(newRefreshToken()).not.toBe(newRefreshToken());
  });

  test('is stored as SHA-256', () => {
    expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('may be repeated in the window after its use only', () => {
    expect([repeated(at(0)), repeated(at(10)), repeated(at(10.001))]).toEqual([true, true, false]);
  });

  test('may be repeated although the clock of the instance that used it is ahead', () => {
    expect(repeated(at(-2))).toBe(true);
  });

  test('may not be repeated once its successor was used', () => {
    expect(repeated(at(1), true)).toBe(false);
  });
});
