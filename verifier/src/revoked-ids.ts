import { randomInt } from 'node:crypto';
import { IdTable } from './id-table.js';
import { parseUuid } from './uuid.js';

/** Each grows on its own: no pause is long, and only one of them is copied at a time. */
const TABLE_BITS = 6;
const TABLE_COUNT = 2 ** TABLE_BITS;
const MAX_SECONDS = 2 ** 32 - 1;

/** The ids of all that is revoked: a million take at most 54 MB. */
export class RevokedIds {
  private readonly tables = Array.from({ length: TABLE_COUNT }, () => new IdTable());
  private readonly seed = randomInt(2 ** 32);
  private readonly words = new Uint32Array(4);
  private nextTable = 0;

  get size(): number {
    return this.tables.reduce((sum, { size }) => sum + size, 0);
  }

  get bytes(): number {
    return this.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Never throws: what is not a UUID was never added. */
  has(id: unknown): boolean {
    if (!parseUuid(id, this.words)) return false;
    const hash = this.hashOf(this.words);
    return this.tableOf(hash).has(this.words, hash);
  }

  /**
   * @param expiresAtMillis when the last token of this id expires.
   * @returns false if the id is not a UUID.
   */
  add(id: unknown, expiresAtMillis: number): boolean {
    if (!parseUuid(id, this.words)) return false;
    const hash = this.hashOf(this.words);
    const seconds = Math.min(Math.max(1, Math.ceil(expiresAtMillis / 1000)), MAX_SECONDS);
    this.tableOf(hash).add(this.words, hash, seconds, this.hashOf);
    return true;
  }

  /**
   * Forgets ids all of whose tokens have expired.
   *
   * @param tableCount in so many tables, which take turns; by default in all of them.
   */
  forgetExpired(nowMillis: number, tableCount = TABLE_COUNT): void {
    for (let count = 0; count < tableCount; count += 1) {
      this.tables[this.nextTable]?.forget(Math.floor(nowMillis / 1000), this.hashOf);
      this.nextTable = (this.nextTable + 1) % TABLE_COUNT;
    }
  }

  private tableOf(hash: number): IdTable {
    return this.tables[hash >>> (32 - TABLE_BITS)] as IdTable;
  }

  /** The multiplication of MurmurHash3, from a start that nobody outside knows. */
  private readonly hashOf = (words: Uint32Array): number => {
    let hash = this.seed;
    for (let index = 0; index < 4; index += 1) {
      hash = Math.imul(hash ^ (words[index] as number), 0x85ebca6b);
      hash ^= hash >>> 13;
      hash = Math.imul(hash, 0xc2b2ae35);
      hash ^= hash >>> 16;
    }
    return hash >>> 0;
  };
}
