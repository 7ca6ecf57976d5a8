import { ARRIVAL_HEADER, proofOfKeys } from '../../src/server/arrival.js';
import { useGatehouse } from '../support/gatehouse.js';
import { newKey } from '../support/keys.js';

const gatehouse = useGatehouse({ trustProxy: '127.0.0.1' });

/** What `/livez` responds to someone with a proof. */
async function livez(proof: string) {
  const headers = {
    [ARRIVAL_HEADER]: proof,
    'x-forwarded-for': '192.0.2.1, 198.51.100.7:4711',
    host: 'auth.example.com',
  };
  return (await gatehouse.app.server.inject({ url: '/livez', headers })).json();
}

const proof = () => proofOfKeys(gatehouse.app.services.security.signingKeys, gatehouse.clock.now());

test('a server reports how a request has arrived to someone who has its keys', async () => {
  const arrival = {
    clientAddress: '198.51.100.7',
    peerAddress: '127.0.0.1',
    isPeerTrusted: true,
    forwardedFor: ['192.0.2.1', '198.51.100.7'],
    protocol: 'http',
    host: 'auth.example.com',
  };
  expect(await livez(proof())).toEqual({ status: 'ok', arrival });
});

test.each([
  ['no proof', () => ''],
  ['a proof by other keys', () => proofOfKeys([newKey()], gatehouse.clock.now())],
  ['a proof that was changed', () => `${proof().slice(0, -1)}-`],
  ['a proof without a time', () => proof().replace(/^\d+/, 'now')],
])('a server reports nothing about a request with %s', async (_, made) => {
  expect(await livez(made())).toEqual({ status: 'ok' });
});

test('a proof of the keys is of no use to someone who finds it in a log a minute later', async () => {
  const old = proof();
  gatehouse.clock.advance({ seconds: 61 });
  expect(await livez(old)).toEqual({ status: 'ok' });
});
