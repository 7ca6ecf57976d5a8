import { deviceName } from '../../src/security/device.js';

const nameOf = (userAgent: string | null) => deviceName({ ipAddress: null, userAgent });

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox (Windows)'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15', 'Safari (Mac)'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome (Android)'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge (Windows)'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/140.0 Mobile/15E148 Safari/604.1', 'Chrome (iPhone)'],
  ['MyApp/1.0 CFNetwork/1568 Darwin/24.1.0', 'Mac'],
  ['curl/8.5.0', null],
  [null, null],
])('%s is called %s', (userAgent, name) => {
  expect(nameOf(userAgent)).toBe(name);
});

test.each([
  '<a href="https://evil.example">Firefox/1</a> Windows',
  'Firefox/1\r\nBcc: victim@example.com Windows',
  `Firefox/\u202e1 Windows ${'x'.repeat(10_000)}`,
])('the name of a device repeats nothing that a client has sent: %j', (userAgent) => {
  expect(nameOf(userAgent)).toBe('Firefox (Windows)');
});
