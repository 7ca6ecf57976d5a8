const WORDS = 4;
const MIN_CAPACITY = 16;

/** How full a table may be before it grows: of more, searches get long. */
const MAX_LOAD = 0.75;

/**
 * A set of UUIDs, each with the second in which it may be forgotten: 20 bytes for each slot, no objects. By open
 * addressing with linear probing. Nothing is removed in place, so there are no gaps to handle: `forget` builds it again.
 */
export class IdTable {
  private ids = new Uint32Array(MIN_CAPACITY * WORDS);
  /** 0 marks a free slot. */
  private expiries = new Uint32Array(MIN_CAPACITY);
  private used = 0;

  get size(): number {
    return this.used;
  }

  get bytes(): number {
    return this.ids.byteLength + this.expiries.byteLength;
  }

  has(words: Uint32Array, hash: number): boolean {
    return this.expiries[this.slotOf(words, hash)] !== 0;
  }

  /** Of an id that is there, the later second counts. */
  add(words: Uint32Array, hash: number, expiresAtSeconds: number, hashOf: HashOf): void {
    if (this.used + 1 > this.expiries.length * MAX_LOAD) this.rebuild(this.expiries.length * 2, 0, hashOf);
    const slot = this.slotOf(words, hash);
    const known = this.expiries[slot] as number;
    if (known === 0) this.used += 1;
    this.ids.set(words, slot * WORDS);
    this.expiries[slot] = Math.max(known, expiresAtSeconds);
  }

  /** Forgets what has expired before a second, and gives back memory. */
  forget(beforeSeconds: number, hashOf: HashOf): void {
    let kept = 0;
    for (const expiry of this.expiries) if (expiry !== 0 && expiry >= beforeSeconds) kept += 1;
    if (kept === this.used) return;
    let capacity = MIN_CAPACITY;
    while (kept > capacity * MAX_LOAD) capacity *= 2;
    this.rebuild(capacity, beforeSeconds, hashOf);
  }

  private rebuild(capacity: number, beforeSeconds: number, hashOf: HashOf): void {
    const { ids, expiries } = this;
    this.ids = new Uint32Array(capacity * WORDS);
    this.expiries = new Uint32Array(capacity);
    this.used = 0;
    for (let slot = 0; slot < expiries.length; slot += 1) {
      const expiry = expiries[slot] as number;
      if (expiry === 0 || expiry < beforeSeconds) continue;
      const words = ids.subarray(slot * WORDS, (slot + 1) * WORDS);
      this.add(words, hashOf(words), expiry, hashOf);
    }
  }

  /** Where the id is, or the free slot where it belongs. */
  private slotOf(words: Uint32Array, hash: number): number {
    const mask = this.expiries.length - 1;
    let slot = hash & mask;
    while (this.expiries[slot] !== 0 && !this.isAt(slot, words)) slot = (slot + 1) & mask;
    return slot;
  }

  private isAt(slot: number, words: Uint32Array): boolean {
    const { ids } = this;
    const at = slot * WORDS;
    return ids[at] === words[0] && ids[at + 1] === words[1] && ids[at + 2] === words[2] && ids[at + 3] === words[3];
  }
}

export type HashOf = (words: Uint32Array) => number;
