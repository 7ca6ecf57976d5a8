import { parseBearerHeader } from '../../src/sessions/authentication.js';

test.each([undefined, '', '  '])('the Authorization header %j counts as absent', (header) => {
  expect(parseBearerHeader(header)).toEqual({ kind: 'absent' });
});

test.each(['Bearer abc', 'bearer abc', 'BEARER   abc', ' Bearer abc '])('the header %j has a token', (header) => {
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
])('the Authorization header %j is malformed', (header) => {
  expect(parseBearerHeader(header)).toEqual({ kind: 'malformed' });
});
