import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Cleanup } from '../../shared/cleanup.ts';
import { type Figures, median, medianFigures } from '../../shared/figures.ts';
import { bearer, type SignedIn } from '../../shared/gatehouse.ts';
import { type HttpRequest, jsonRequest } from '../../shared/http.ts';
import { cpuSecondsOf, memoryOf } from '../../shared/process-cost.ts';
import { startScript } from '../../shared/processes.ts';
import { ROUND_COUNT } from '../measure.ts';
import { meRound, type Round } from '../rounds.ts';
import type { Systems } from '../systems.ts';
import { installPeers } from './install.ts';

/** What a server reached that says who sends a request, again and again. */
export interface PeerFigures extends Figures {
  readonly name: string;
  /** All its threads together; without what the database and the clients took. */
  readonly cpuMicrosPerRequest: number;
  /** After the load. */
  readonly megabytes: number;
}

interface Peer {
  readonly name: string;
  readonly process: ChildProcess;
  readonly round: Round;
}

const ME = '{ me { id email username role createdAt } }';

/** Measures who is signed in: this server, the floor and others, in turns. One more round comes first, to warm up. */
export async function measurePeers(
  systems: Systems,
  signedIn: SignedIn,
  roundSeconds: number,
  cleanup: Cleanup,
): Promise<PeerFigures[]> {
  const peers = [...(await ownServers(systems, signedIn)), ...(await otherServers(systems, signedIn, cleanup))];
  const rounds: Awaited<ReturnType<typeof measureOnce>>[][] = [];
  for (let round = 0; round <= ROUND_COUNT; round += 1) {
    const measured: (typeof rounds)[number] = [];
    for (const peer of peers) measured.push(await measureOnce(peer, roundSeconds));
    rounds.push(measured);
  }
  rounds.shift();
  return Promise.all(
    peers.map(async ({ name, process }, index) => {
      const own = rounds.map((round) => round[index] as (typeof round)[number]);
      const cpuMicrosPerRequest = median(own.map(({ cpuMicros }) => cpuMicros));
      return { name, ...medianFigures(own), cpuMicrosPerRequest, megabytes: (await memoryOf(process)).resident };
    }),
  );
}

async function measureOnce({ process, round }: Peer, roundSeconds: number) {
  const before = await cpuSecondsOf(process);
  const figures = await round(roundSeconds);
  const cpuSeconds = (await cpuSecondsOf(process)) - before;
  return { ...figures, cpuMicros: (cpuSeconds * 1_000_000) / (figures.perSecond * roundSeconds) };
}

async function ownServers(
  { gatehouse, floorUrl, processes }: Systems,
  { accessToken, user }: SignedIn,
): Promise<Peer[]> {
  const floorRequest = { method: 'GET', url: `${floorUrl}/me`, headers: bearer(accessToken) } as const;
  return [
    { name: 'floor: Fastify and pg', process: processes.floor, round: await meRound(floorRequest, user.id) },
    {
      name: 'Gatehouse',
      process: processes.gatehouse,
      round: await meRound(gatehouse.meRequest(accessToken), user.id),
    },
  ];
}

async function otherServers(systems: Systems, signedIn: SignedIn, cleanup: Cleanup): Promise<Peer[]> {
  const folder = await installPeers(cleanup);
  const environment = { ...systems.environment, NODE_ENV: 'production' };
  const start = async (name: string, file: string, request: (url: string) => HttpRequest | Promise<HttpRequest>) => {
    const script = pathToFileURL(join(folder, file));
    const { child, ready } = await startScript<{ url: string }>(script, environment, cleanup);
    return { name, process: child, round: await meRound(await request(ready.url), signedIn.user.email) };
  };
  const meRequest = (url: string) => jsonRequest(url, { query: ME }, bearer(signedIn.accessToken));
  return [
    await start('mercurius with JIT', 'mercurius.js', meRequest),
    await start("Apollo's tutorial", 'apollo.js', meRequest),
    await start('better-auth', 'better-auth.js', (url) => sessionRequest(url, signedIn.user.email)),
  ];
}

/** Signs up with better-auth, whose sessions are in a cookie. */
async function sessionRequest(url: string, email: string): Promise<HttpRequest> {
  const body = JSON.stringify({ email, name: email, password: 'correct horse battery' });
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  const answer = await fetch(`${url}/sign-up/email`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`better-auth answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  return { method: 'GET', url: `${url}/get-session`, headers: { cookie: cookie.join('; ') } };
}
