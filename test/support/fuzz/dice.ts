import fc, { type GeneratorValue } from 'fast-check';

// Made once: it takes a millisecond.
const TEXT = fc.string({ unit: 'binary', maxLength: 20 });
const anyText = () => TEXT;

/** Random decisions, all of one seed. */
export class Dice {
  constructor(private readonly generate: GeneratorValue) {}

  number(least: number, most: number): number {
    return this.generate(fc.integer, { min: least, max: most });
  }

  pick<T>(from: readonly T[]): T {
    return from[this.number(0, from.length - 1)] as T;
  }

  percent(chance: number): boolean {
    return this.number(1, 100) <= chance;
  }

  /** One or more of them. */
  some<T>(from: readonly T[], most = 5): T[] {
    return Array.from({ length: this.number(1, most) }, () => this.pick(from));
  }

  text(): string {
    return this.generate(anyText);
  }
}
