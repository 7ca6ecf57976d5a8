const LENGTH = 36;
const HYPHEN = '-';

/** The value of each character that is a hexadecimal digit; -1 of any other. */
const DIGITS = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  DIGITS[digit.charCodeAt(0)] = value;
  DIGITS[digit.toUpperCase().charCodeAt(0)] = value;
}

/**
 * Reads a UUID into four words, without allocating anything.
 *
 * @returns whether it is one.
 */
export function parseUuid(text: unknown, words: Uint32Array): boolean {
  if (typeof text !== 'string' || text.length !== LENGTH) return false;
  if (text[8] !== HYPHEN || text[13] !== HYPHEN || text[18] !== HYPHEN || text[23] !== HYPHEN) return false;
  return (
    readWord(text, 0, 4, words, 0) &&
    readWord(text, 9, 14, words, 1) &&
    readWord(text, 19, 24, words, 2) &&
    readWord(text, 28, 32, words, 3)
  );
}

function readWord(text: string, high: number, low: number, words: Uint32Array, index: number): boolean {
  const [one, other] = [fourDigits(text, high), fourDigits(text, low)];
  words[index] = (one << 16) | other;
  return one >= 0 && other >= 0;
}

/** Their value; negative if one is not a digit. */
function fourDigits(text: string, at: number): number {
  return (
    (digitAt(text, at) << 12) | (digitAt(text, at + 1) << 8) | (digitAt(text, at + 2) << 4) | digitAt(text, at + 3)
  );
}

function digitAt(text: string, at: number): number {
  return DIGITS[text.charCodeAt(at)] ?? -1;
}
