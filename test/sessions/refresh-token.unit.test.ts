import { signingKeyFromSecret } from '../../src/config/signing-key.js';
import { type PresentedRefreshToken, RefreshTokens } from '../../src/sessions/refresh-token.js';
import { newKey } from '../support/keys.js';

const SESSION = '0190a6e0-0000-7000-8000-0123456789ab';
const OTHER_SESSION = '0190a6e0-0000-7000-8000-ba9876543210';

const [older, newer] = [newKey('HS256'), newKey('RS256')];
const tokens = new RefreshTokens([older]);
const first = tokens.first(SESSION);

/** A token that the server itself has issued. */
function presented(text: string, by = tokens): PresentedRefreshToken {
  const token = by.read(text);
  if (!token) throw new Error('not a refresh token');
  return token;
}

/** The token with one byte changed. */
function withByte(text: string, index: number, change: (byte: number) => number): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[index] = change(bytes[index] as number);
  return bytes.toString('base64url');
}

describe('a refresh token', () => {
  test('a refresh token has 256 random bits, in 100 characters of base64url', () => {
    expect(first.text).toMatch(/^[\w-]{100}$/);
    expect(tokens.first(SESSION).text).not.toBe(first.text);
  });

  test('a refresh token says which session it belongs to, and how many came before', () => {
    const second = tokens.successorOf(presented(first.text));
    expect(presented(first.text)).toMatchObject({ sessionId: SESSION, generation: 1, isGenuine: true });
    expect(presented(second.text)).toMatchObject({ sessionId: SESSION, generation: 2, isGenuine: true });
  });

  test('a refresh token has one successor, which no one can derive without the key', () => {
    const successor = tokens.successorOf(presented(first.text));
    expect(tokens.successorOf(presented(first.text))).toEqual(successor);
    expect(new RefreshTokens([newer]).successorOf(presented(first.text)).text).not.toBe(successor.text);
  });

  test('a refresh token and its successor stay the same across an update if JWT_SECRET stays the same', () => {
    const kept = new RefreshTokens([signingKeyFromSecret('a secret of at least thirty-two bytes')]);
    const text = 'AQGQpuAAAHAAgAABI0VniasAAAABv-7GxwncLHvGJabtHpchxxee9xt_ZrbfKEPYb9b6F4rjRJOLVqgKSDqhDZg4jC9ukEPM6v2I';
    const successor =
      'AQGQpuAAAHAAgAABI0VniasAAAACv-7Gx8PUjTvtToV1hItlZEGgU7JIoLl12JgyASImCEA5kprpRnOUjrflIyaqy2JaZhIZ-Es5';
    expect(kept.successorOf(presented(text, kept)).text).toBe(successor);
  });

  test('a refresh token is recognized, and its successor recovered, as long as its key is listed', () => {
    const successor = tokens.successorOf(presented(first.text));
    const rotated = new RefreshTokens([newer, older]);
    expect(rotated.recoverSuccessor(presented(first.text, rotated), successor.digest)).toEqual(successor);
    const removed = new RefreshTokens([newer]);
    expect(removed.read(first.text)).toMatchObject({ isGenuine: false });
    expect(removed.recoverSuccessor(presented(first.text, removed), successor.digest)).toBeUndefined();
  });

  test.each(Array.from({ length: 75 }, (_, index) => index).filter((index) => index < 21 || index > 24))(
    'a refresh token is rejected if its byte %i was changed',
    (index) => {
      expect(tokens.read(withByte(first.text, index, (byte) => byte ^ 1))).toBeUndefined();
    },
  );

  test('only the digest of a refresh token counts if it names a key that is not listed', () => {
    expect(tokens.read(withByte(first.text, 21, (byte) => byte ^ 1))?.isGenuine).toBe(false);
  });

  test.each([0, 2 ** 31, 2 ** 32 - 1])('a refresh token that claims the generation %i is rejected', (generation) => {
    const bytes = Buffer.from(first.text, 'base64url');
    bytes.writeUInt32BE(generation, 17);
    expect(tokens.read(bytes.toString('base64url'))).toBeUndefined();
  });

  test('a refresh token with the secret of another session is rejected', () => {
    const other = Buffer.from(tokens.first(OTHER_SESSION).text, 'base64url');
    const spliced = Buffer.from(first.text, 'base64url');
    other.copy(spliced, 25, 25, 57);
    expect(tokens.read(spliced.toString('base64url'))).toBeUndefined();
  });

  test.each([
    ['truncated', first.text.slice(0, -1)],
    ['extended', `${first.text}A`],
    ['padded', `${first.text}=`],
    ['in another alphabet', `+${first.text.slice(1)}`],
    ['after a space', ` ${first.text}`],
    ['of a former release', 'A'.repeat(43)],
    ['nothing', ''],
  ])('a refresh token is rejected %s', (_, text) => {
    expect(tokens.read(text)).toBeUndefined();
  });
});
