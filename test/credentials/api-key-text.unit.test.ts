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

test('an API key with any other character in any place is not one', () => {
  const mistyped = [...key].map(
    (char, index) => key.slice(0, index) + (char === 'x' ? 'y' : 'x') + key.slice(index + 1),
  );
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
