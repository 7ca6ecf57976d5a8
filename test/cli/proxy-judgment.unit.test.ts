import { CLAIMED_ADDRESS, judgeArrival } from '../../src/cli/doctor/proxy.js';
import type { Arrival } from '../../src/server/arrival.js';

const PUBLIC_URL = new URL('https://auth.example.com');

/** Through one proxy, as it should be. */
const GOOD: Arrival = {
  clientAddress: '198.51.100.7',
  peerAddress: '10.0.0.2',
  isPeerTrusted: true,
  forwardedFor: [CLAIMED_ADDRESS, '198.51.100.7'],
  protocol: 'https',
  host: 'auth.example.com',
};

const judge = (arrival: Partial<Arrival>, url = PUBLIC_URL) =>
  judgeArrival({ ...GOOD, ...arrival }, url).map(({ state, message }) => `${state}: ${message}`);

const untrusted = { isPeerTrusted: false, clientAddress: '10.0.0.2' };

test.each([
  ['one that appends the address of the client', {}],
  ['one that replaces what clients claim', { forwardedFor: ['198.51.100.7'] }],
  ['two that are trusted', { forwardedFor: [CLAIMED_ADDRESS, '198.51.100.7', '10.0.0.3'] }],
])('doctor finds nothing wrong with these proxies: %s', (_, arrival) => {
  expect(judge(arrival)).toEqual([expect.stringMatching(/^ok: clients are known by their addresses/)]);
});

test('doctor finds nothing wrong without a proxy and TLS', () => {
  const direct = { ...untrusted, forwardedFor: [CLAIMED_ADDRESS], protocol: 'http', host: 'localhost:4000' };
  expect(judge(direct, new URL('http://localhost:4000'))).toEqual([expect.stringMatching(/^ok: there is none/)]);
});

test.each([
  [
    'a proxy that is not trusted',
    untrusted,
    /^fault: A proxy at 10\.0\.0\.2 is not in TRUST_PROXY.*Set TRUST_PROXY=10\.0\.0\.2$/,
  ],
  [
    'a second proxy that is not trusted',
    { forwardedFor: [CLAIMED_ADDRESS, '198.51.100.7', '10.0.0.3'], clientAddress: '10.0.0.3' },
    /^fault: A further proxy at 10\.0\.0\.3 is not in TRUST_PROXY/,
  ],
  [
    'one that passes on what clients claim',
    { forwardedFor: [CLAIMED_ADDRESS], clientAddress: CLAIMED_ADDRESS },
    /^fault: .*anyone can claim/,
  ],
  [
    'a trusted one that sends no addresses',
    { forwardedFor: [], clientAddress: '10.0.0.2' },
    /^fault: .*sends no X-Forwarded-For/,
  ],
  [
    'one that ends TLS and sends no addresses',
    { ...untrusted, forwardedFor: [CLAIMED_ADDRESS] },
    /^fault: .*sends no X-Forwarded-For/,
  ],
  [
    'one that sends something else than an address',
    { forwardedFor: [null], clientAddress: '10.0.0.2' },
    /^fault: .*not an address/,
  ],
  [
    'doctor in the network of the proxies',
    { clientAddress: CLAIMED_ADDRESS },
    /^warning: This machine, 198\.51\.100\.7, is in/,
  ],
])('doctor says what is wrong with proxies: %s', (_, arrival, found) => {
  expect(judge(arrival)).toEqual([expect.stringMatching(found)]);
});

test.each([
  [{ protocol: 'http' }, /^warning: .*Let it send X-Forwarded-Proto: https$/],
  [{ host: '10.0.0.5:4000' }, /^warning: The server is asked for the host 10\.0\.0\.5:4000/],
])('doctor warns of a proxy that hides the public URL: %j', (arrival, found) => {
  expect(judge(arrival)).toEqual([expect.stringMatching(/^ok/), expect.stringMatching(found)]);
});
