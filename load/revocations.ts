// What does it take to tell a service all that is revoked, and how soon does it learn of a logout? With a million ids.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Cleanup } from './shared/cleanup.ts';
import { runClosedLoop } from './shared/closed-loop.ts';
import { createDatabase, execute } from './shared/database.ts';
import { summarize } from './shared/figures.ts';
import { bearer, Gatehouse } from './shared/gatehouse.ts';
import { send } from './shared/http.ts';
import { memoryOf } from './shared/process-cost.ts';
import { type GatehouseProcess, startGatehouse } from './shared/processes.ts';
import { numberOption, type Outcome, runProgram } from './shared/program.ts';
import { alignColumns } from './shared/table.ts';

const QUERY = 'subscription { revocations { isSnapshot revoked { id expiresAt } asOf } }';

/** Those of `npm start`. */
const NODE_OPTIONS: string[] = JSON.parse(readFileSync('package.json', 'utf8'))
  .scripts.start.split(' dist/')[0]
  .match(/--\S+/g);

/** Until V8 has compiled in the background what starting used most. */
const STARTED_MILLIS = 5000;
/** Longer than the buffers of the operating system take to be full. */
const STALLED_MILLIS = 5000;
const ME_CLIENT_COUNT = 4;
const LOGOUT_COUNT = 50;
/** What the server promises. */
const MAX_DELAY_MILLIS = 1000;
/** For V8's heap: too small for a set of a million, and for those that a client does not read. */
const HEAP_OPTION = '--max-old-space-size=112';

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const options = { ids: { type: 'string', default: '1000000' } } as const;
  const ids = numberOption('ids', parseArgs({ options }).values.ids, 1, 10_000_000);
  const databaseUrl = await createDatabase(cleanup);
  const settings = { JWT_SECRET: randomBytes(48).toString('base64url'), BCRYPT_COST: '4', NODE_ENV: 'test' };
  const server = await startGatehouse({ ...settings, DATABASE_URL: databaseUrl }, cleanup, [
    ...NODE_OPTIONS,
    HEAP_OPTION,
  ]);
  const gatehouse = new Gatehouse(server.url);
  console.error(`Revoking ${ids} ids ...`);
  await execute(databaseUrl, revoke(ids));
  await execute(databaseUrl, 'vacuum analyze blacklisted_tokens');
  const token = await newAdministrator(gatehouse, databaseUrl);
  await sleep(STARTED_MILLIS);
  const me = async () => void (await send(gatehouse.meRequest(token)));
  const clients = Array.from({ length: ME_CLIENT_COUNT }, () => me);

  const idle = await memoryOf(server.child);
  console.error('Reading the snapshot ...');
  const alone = await snapshot(server, token);
  const read = await memoryOf(server.child);
  const quiet = await runClosedLoop(clients, alone.seconds);
  const [busy] = await Promise.all([runClosedLoop(clients, alone.seconds), snapshot(server, token)]);
  console.error('Not reading it ...');
  const stalled = await openFeed(server, token);
  await sleep(STALLED_MILLIS);
  const waiting = await memoryOf(server.child);
  stalled.destroy();
  console.error('Logging out ...');
  const delays = await logoutDelays(server, token, gatehouse);

  const rows = [
    ['ids in the snapshot', `${alone.ids}`],
    ['seconds until it was complete', alone.seconds.toFixed(1)],
    ['memory of the server before, in MB', `${idle.resident}`],
    ['peak while it was read', `${read.peak}`],
    ['memory while a client does not read', `${waiting.resident}`],
    ['peak of all', `${(await memoryOf(server.child)).peak}`],
    ['p99 of me alone, in ms', quiet.p99Millis.toFixed(1)],
    ['p99 of me while it is read', busy.p99Millis.toFixed(1)],
    ['p50 from a logout to its report, in ms', delays.p50Millis.toFixed(0)],
    ['the longest', delays.longest.toFixed(0)],
  ];
  return { report: alignColumns(rows), ok: alone.ids === ids && delays.longest < MAX_DELAY_MILLIS };
}

function revoke(ids: number): string {
  return `insert into blacklisted_tokens (id, user_id, reason, blacklisted_at, expires_at)
    select gen_random_uuid(), gen_random_uuid(), 'LOGOUT', now(), now() + interval '1 day' from generate_series(1, ${ids})`;
}

async function newAdministrator(gatehouse: Gatehouse, databaseUrl: string): Promise<string> {
  const { user } = await gatehouse.register('root@example.com');
  await execute(databaseUrl, `update users set role = 'ADMIN' where id = '${user.id}'`);
  return (await gatehouse.login(user.email)).accessToken;
}

interface FeedEvent {
  readonly isSnapshot: boolean;
  readonly revoked: ReadonlyArray<{ readonly id: string }>;
}

async function openFeed({ url }: GatehouseProcess, token: string): Promise<IncomingMessage> {
  const headers = { accept: 'text/event-stream', 'content-type': 'application/json', ...bearer(token) };
  const sent = request(`${url}/graphql/stream`, { method: 'POST', headers });
  const [response] = await once(sent.end(JSON.stringify({ query: QUERY })), 'response');
  if (response.statusCode !== 200) throw new Error(`The event stream has status ${response.statusCode}.`);
  return response;
}

async function* eventsOf(feed: IncomingMessage): AsyncGenerator<FeedEvent> {
  for await (const line of createInterface({ input: feed })) {
    if (line.startsWith('data: {')) yield JSON.parse(line.slice('data: '.length)).data.revocations;
  }
}

async function snapshot(server: GatehouseProcess, token: string): Promise<{ ids: number; seconds: number }> {
  const startedAt = performance.now();
  const feed = await openFeed(server, token);
  let ids = 0;
  for await (const { isSnapshot, revoked } of eventsOf(feed)) {
    ids += revoked.length;
    if (!isSnapshot) break;
  }
  feed.destroy();
  return { ids, seconds: (performance.now() - startedAt) / 1000 };
}

/** When ids were reported that were revoked after the set was complete. */
function reportsOf(feed: IncomingMessage) {
  const [complete, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const reportedAt = new Map<string, number>();
  const read = async () => {
    for await (const { revoked } of changesOf(feed)) {
      complete.resolve();
      for (const { id } of revoked) reportedAt.set(id, performance.now());
      if (reportedAt.size >= LOGOUT_COUNT) return done.resolve();
    }
  };
  read().catch(done.reject);
  return { reportedAt, complete: complete.promise, done: done.promise };
}

async function* changesOf(feed: IncomingMessage): AsyncGenerator<FeedEvent> {
  for await (const event of eventsOf(feed)) if (!event.isSnapshot) yield event;
}

/** How long after the response to a logout it is reported. */
async function logoutDelays(server: GatehouseProcess, token: string, gatehouse: Gatehouse) {
  const feed = await openFeed(server, token);
  const { reportedAt, complete, done } = reportsOf(feed);
  const loggedOutAt = new Map<string, number>();
  await complete;
  for (let number = 0; number < LOGOUT_COUNT; number += 1) {
    const { accessToken } = await gatehouse.register(`ada${number}@example.com`);
    const { sid } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
    await gatehouse.logout(accessToken);
    loggedOutAt.set(sid, performance.now());
  }
  await done;
  feed.destroy();
  const delays = [...loggedOutAt].map(([sid, at]) => Math.max(0, (reportedAt.get(sid) ?? Number.NaN) - at));
  return { ...summarize(delays, 1), longest: Math.max(...delays) };
}
