import { safeReturnTo } from '../../pages/src/shared/return-to.js';

const HERE = 'https://auth.example.com';
const RULES = { origins: ['https://app.example.com'], localhost: false };

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'http:evil.example',
  'https://evil.example/account/',
  'https://app.example.com@evil.example/',
  'https://ada:secret@app.example.com/',
  'https://app.example.com.evil.example/',
  'https://app.example.com:8443/',
  'http://app.example.com/',
  'http://localhost:3000/',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\t/evil.example',
])('after signing in, the account pages lead nobody to %j', (returnTo) =>
  expect(safeReturnTo(returnTo, RULES, HERE)).toBeUndefined(),
);

test.each([
  ['/account/devices', `${HERE}/account/devices`],
  ['https:evil.example', `${HERE}/evil.example`],
  ['/livez', `${HERE}/livez`],
  ['https://app.example.com/welcome?a=b', 'https://app.example.com/welcome?a=b'],
])('after signing in, the account pages lead to %s', (returnTo, url) =>
  expect(safeReturnTo(returnTo, RULES, HERE)?.href).toBe(url),
);

test('after signing in, the account pages lead to a front end on this machine only in development', () => {
  const development = { origins: [], localhost: true };
  expect(safeReturnTo('http://localhost:3000/', development, HERE)?.href).toBe('http://localhost:3000/');
  expect(safeReturnTo('http://localhost.evil.example/', development, HERE)).toBeUndefined();
});
