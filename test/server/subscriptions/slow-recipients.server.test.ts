import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutTimeout } from '../../../src/database/faulty-connections.js';
import { RevokedTokens } from '../../../src/sessions/revoked-tokens.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { REVOCATIONS } from '../../support/revocation-feed.js';

/** More than the buffers of the operating system take. */
const REVOKED = 200_000;

const gatehouse = useGatehouse();

/** An event stream of which nothing is read until someone does. */
async function openStream(token: string): Promise<IncomingMessage> {
  const headers = {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
  };
  const sent = request(`${await gatehouse.api.url()}/stream`, { method: 'POST', headers });
  const [response] = await once(sent.end(JSON.stringify({ query: REVOCATIONS })), 'response');
  return response;
}

/** How often something was called, once it is no longer. */
async function settled(calls: () => number): Promise<number> {
  for (let before = -1; before !== calls(); await sleep(500)) before = calls();
  return calls();
}

test('what is revoked is read only as fast as a client receives it, and whole', async () => {
  const many = `insert into blacklisted_tokens (id, reason, blacklisted_at, expires_at)
    select gen_random_uuid(), 'LOGOUT', now(), now() + interval '1 day' from generate_series(1, ${REVOKED})`;
  await withoutTimeout(() => gatehouse.em.execute(many));
  const page = jest.spyOn(RevokedTokens.prototype, 'page');
  const stream = await openStream((await gatehouse.newAdministrator()).accessToken);
  const pages = await settled(() => page.mock.calls.length);
  expect(pages).toBeLessThan(REVOKED / 1000 - 20);
  let ids = 0;
  for await (const chunk of stream.setEncoding('utf8')) {
    ids += chunk.split('"expiresAt"').length - 1;
    if (chunk.includes('"isSnapshot":false')) break;
  }
  expect(page.mock.calls.length).toBe(REVOKED / 1000 + 1);
  expect(ids).toBeGreaterThan(REVOKED * 0.99);
});
