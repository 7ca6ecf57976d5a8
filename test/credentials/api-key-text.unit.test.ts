import { readFileSync } from 'node:fs';
import { newApiKeyText, readApiKey } from '../../src/credentials/api-keys/api-key-text.js';

const key = newApiKeyText();

test('an API key is gh_ and 61 letters and digits, as the pattern for scanners of secrets says', () => {
  const [, pattern = ''] = /^\s*(gh_\[.*)$/m.exec(readFileSync('docs/machines.md', 'utf8')) ?? [];
  expect(key).toMatch(new RegExp(`^${pattern}$`));
  expect(key).toHaveLength(64);
});

test('an API key is recognized by its checksum, and known by its first 15 characters', () => {
  expect(readApiKey(key)).toEqual({ start: key.slice(0, 15), digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

const LETTERS_AND_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What becomes of a key if it is changed at each place in turn, unless it stays the same. */
const changed = (change: (before: string, char: string, after: string) => string[]) =>
  [...key]
    .flatMap((char, index) => change(key.slice(0, index), char, key.slice(index + 1)))
    .filter((text) => text !== key);

test.each([
  ['another character', changed((before, _, after) => [...LETTERS_AND_DIGITS].map((each) => before + each + after))],
  ['two characters swapped', changed((before, char, after) => [before + after.slice(0, 1) + char + after.slice(1)])],
  ['a character left out', changed((before, _, after) => [before + after])],
  ['a character twice', changed((before, char, after) => [before + char + char + after])],
  [
    'a space or a line break',
    changed((before, char, after) => [`${before} ${char}${after}`, `${before}${char}\n${after}`]),
  ],
  [
    'a character that looks alike',
    changed((before, _, after) => ['о', 'а', '０', 'ſ', '\0'].map((each) => before + each + after)),
  ],
])('an API key with %s in any place is not one', (_, mistyped) => {
  expect(mistyped.length).toBeGreaterThan(50);
  expect(mistyped.filter((text) => readApiKey(text))).toEqual([]);
});

test.each(['', 'gh_', key.slice(0, -1), `${key}0`, `${key}\n`, ` ${key}`, key.toLowerCase(), key.repeat(1000)])(
  'a text of another form is not an API key (%#)',
  (text) => {
    expect(readApiKey(text)).toBeUndefined();
  },
);

test('no two API keys are alike, not even in their first characters', () => {
  const keys = Array.from({ length: 1000 }, newApiKeyText);
  expect(new Set(keys.map((each) => each.slice(0, 15))).size).toBe(1000);
});
