import fc from 'fast-check';
import { parseEmail } from '../../src/users/email.js';
import { effort } from '../support/fuzz/effort.js';

/** All that Unicode has assigned, but for the private use planes. */
const characters = [...range(0, 0x3_2400), ...range(0xe_0000, 0xe_01f0)].map((code) => String.fromCodePoint(code));

const inLocalPart = (character: string) => parseEmail(`a${character}b@example.com`).address;
const inDomain = (character: string) => parseEmail(`ab@x${character}y.example`).address;

const letters = fc.string({
  unit: fc.constantFrom(...'aAåÅéÉıIİiσςΣßẞǅkKüﬁx\u0308\u0307\u030a\u0301\u0345ᾳᾼꭰᎠⱥȺ.-@'),
  maxLength: 12,
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

describe('canonical email addresses', () => {
  let accepted: Array<{ character: string; address: string }>;
  beforeAll(() => {
    const both = characters.flatMap((character) => [
      { character, address: inLocalPart(character) },
      { character, address: inDomain(character) },
    ]);
    accepted = both.filter((each): each is (typeof accepted)[number] => each.address !== undefined);
  });

  test('a canonical address is its own canonical form, for each character of Unicode, before and after the @', () => {
    expect(accepted.filter(({ address }) => parseEmail(address).address !== address)).toEqual([]);
  });

  test('a canonical address is its own canonical form, for any letters and marks', () => {
    const property = fc.property(letters, letters, (local, domain) => {
      const { address } = parseEmail(`${local}@${domain}.example`);
      if (address !== undefined) expect(parseEmail(address)).toEqual({ address });
    });
    fc.assert(property, effort(5000));
  });

  test('addresses that differ only in the case of one character have one canonical form, as databases compare', () => {
    const lowered = accepted.filter(({ character }) => character !== character.toLowerCase());
    expect(lowered.length).toBeGreaterThan(1000);
    const forms = ({ character }: { character: string }) => [inLocalPart(character), inDomain(character)];
    const differing = lowered.filter(({ character, address }) => {
      const lower = forms({ character: character.toLowerCase() }).filter((form) => form !== undefined);
      return lower.length > 0 && !lower.includes(address);
    });
    expect(differing).toEqual([]);
  });

  test('a canonical address contains only letters, marks, digits and what RFC 5321 allows', () => {
    const stored = [...new Set(accepted.flatMap(({ address }) => [...address]))];
    expect(
      stored
        .filter((character) => character <= '\x7f')
        .sort()
        .join(''),
    ).toBe("!#$%&'*+-./0123456789=?@^_`abcdefghijklmnopqrstuvwxyz{|}~");
    expect(stored.filter((character) => character > '\x7f' && !/[\p{L}\p{M}\p{N}]/u.test(character))).toEqual([]);
    expect(stored.filter((character) => /[\p{Default_Ignorable_Code_Point}\p{C}\p{Z}]/u.test(character))).toEqual([]);
  });

  test('the domain of a canonical address is ASCII', () => {
    expect(accepted.filter(({ address }) => !/@[a-z0-9.-]+$/.test(address))).toEqual([]);
  });
});
