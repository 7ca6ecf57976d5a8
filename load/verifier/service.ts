// A service as another team would run it, in a process of its own: it accepts tokens, or not.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVerifier, VerificationError, verifyHeader } from 'gatehouse-verifier';
import { reportReady } from '../shared/child.ts';

const { FEED_URL = '', API_KEY = '', STALE_AFTER_SECONDS = '' } = process.env;
const staleAfterSeconds = Number(STALE_AFTER_SECONDS);
const names = { issuer: 'gatehouse', audience: 'gatehouse' };
const verifier = createVerifier({ url: FEED_URL, apiKey: API_KEY, ...names, staleAfterSeconds });

const server = createServer(async (request, response) => {
  try {
    await verifyHeader(verifier, request.headers.authorization);
    response.writeHead(200, { 'age-millis': Math.ceil(verifier.state().ageSeconds * 1000) }).end();
  } catch (error) {
    response.writeHead(error instanceof VerificationError ? error.status : 500).end();
  }
});
await once(server.listen(0, '127.0.0.1'), 'listening');
await verifier.ready();
reportReady({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
