import { parseBearerHeader } from '../../src/sessions/authentication.js';

describe('the Authorization header', () => {
  test.each([undefined, '', '  '])('%j counts as absent', (header) => {
    expect(parseBearerHeader(header)).toEqual({ kind: 'absent' });
  });

  test.each(['Bearer abc', 'bearer abc', 'BEARER   abc', ' Bearer abc '])('%j holds a token', (header) => {
    expect(parseBearerHeader(header)).toEqual({ kind: 'token', token: 'abc' });
  });

  test.each([
    '\u00a0',
    '\u00a0Bearer abc',
    'Bearer abc\u00a0',
    '\ufeffBearer abc',
    'Bearer',
    'Bearerabc',
    'Bearer a b',
    'Bearer a,b',
    'Basic abc',
    'abc',
    'Bearer "abc"',
    'Bearer\tabc',
  ])('%j is malformed', (header) => {
    expect(parseBearerHeader(header)).toEqual({ kind: 'malformed' });
  });
});
